// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** More requests than any client sends ahead of their answers. */
const mostWaiting = 32

const waiting = new WeakMap<Socket, number>()

/**
 * Whether a request that came behind others of its connection (RFC 9112 §9.3.2) may wait for their answers. Six hundred
 * fit in one read, and are handled in one turn of the loop: a stranger with a few connections would hold up all others,
 * and a stop (P4).
 */
export function mayWait({ socket }: IncomingMessage, response: ServerResponse): boolean {
  if (response.socket !== null) return true
  const others = waiting.get(socket) ?? 0
  if (socket.destroyed || others >= mostWaiting) return false
  waiting.set(socket, others + 1)
  response.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1))
  return true
}
