// SPDX-License-Identifier: EUPL-1.2
import type { Socket } from 'node:net'
import { maxLineBytes } from './protocol.ts'

/** Reads the one line of a connection. Rejects when it is too long, too late, or not ended. */
export function readLine(connection: Socket, withinMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const late = setTimeout(() => end(new Error(`no answer in ${withinMs / 1000} seconds`)), withinMs)
    const end = (outcome: string | Error): void => {
      clearTimeout(late)
      connection.removeAllListeners('data')
      if (typeof outcome === 'string') resolve(outcome)
      else reject(outcome)
    }
    connection.on('data', (bytes) => {
      text += bytes.toString('latin1')
      const at = text.indexOf('\n')
      if (at >= 0) end(text.slice(0, at))
      else if (text.length > maxLineBytes) end(new Error('the line is too long'))
    })
    connection.once('error', end)
    connection.once('close', () => end(new Error('the connection ended without an answer')))
  })
}
