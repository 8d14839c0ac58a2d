// SPDX-License-Identifier: EUPL-1.2
// A person's press as bare bytes on a connection of its own, so that no client's cold code is measured with the gate.
import { connect } from 'node:net'
import { z } from 'zod'

const ordered = z.object({ id: z.string() })

/** Orders a stop of everything; gives when it was sent, before there was a connection, and the stop's id. */
export async function order(deskUrl: string, key: string): Promise<{ readonly atNs: bigint; readonly stop: string }> {
  const { hostname, port, host } = new URL(deskUrl)
  const body = JSON.stringify({ scope: 'all', reason: 'bench' })
  const request = [
    'POST /api/v1/stops HTTP/1.1',
    `host: ${host}`,
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
  const atNs = process.hrtime.bigint()
  const socket = connect(Number(port), hostname)
  socket.write(request)
  let answer = ''
  for await (const bytes of socket.setEncoding('utf8')) answer += bytes
  return { atNs, stop: ordered.parse(JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))).id }
}
