// SPDX-License-Identifier: EUPL-1.2
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../call.ts'
import { GateError } from '../error.ts'
import type { BodyRoom } from './body-room.ts'
import type { Connection } from './connection.ts'
import { Gathered } from './gathered.ts'
import { together } from './together.ts'

/** A request of a caller that is known. */
export interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** As it was asked for, without the query. */
  readonly path: string
  readonly caller: Caller
  readonly connection: Connection
  readonly room: BodyRoom
}

/** Empty for what is no path. A proxy may ask with the whole address (RFC 9112 §3.2.2). */
export function pathOf(url = ''): string {
  if (!url.startsWith('/')) return /^https?:/i.test(url) ? (URL.parse(url)?.pathname ?? '') : ''
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}

/**
 * A header that comes more than once is read as one text if its meaning allows that, and otherwise the first counts (as
 * in Node).
 */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}

/** Whose body it is, and what it may take. */
type Sent = Pick<Asked, 'request' | 'response' | 'room'> & { readonly caller: Pick<Caller, 'agent'> }

/**
 * The whole body. Throws `too-large` before more than `maxBytes` is kept, whatever its stated length, and `busy` or
 * `too-many-at-once` if bodies under way leave no room for it.
 */
export function readBody({ request, response, caller, room }: Sent, maxBytes: number): Promise<Uint8Array> {
  // Node holds the caller to the stated length.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge(maxBytes))
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  let body = new Gathered()
  let size = 0
  let grow: ((size: number) => void) | undefined
  request.on('data', (piece: Buffer) => {
    size += piece.length
    try {
      if (size > maxBytes) throw tooLarge(maxBytes)
      if (size > room.bounds.free) grow ??= room.open(caller.agent, response)
      grow?.(size)
      body.add(piece)
    } catch (error) {
      body = new Gathered()
      // Drops what still comes.
      request.removeAllListeners('data').resume()
      reject(error)
    }
  })
  request.on('end', () => together(() => resolve(body.bytes)))
  request.on('error', reject)
  return promise
}

function tooLarge(maxBytes: number): GateError {
  return new GateError('too-large', `a request of more than ${maxBytes} bytes`)
}

const showingOutMs = 500

/**
 * Drops what a caller still sends after its answer, for a moment: a connection that is closed at once loses the answer
 * that says why.
 */
export function showOut(request: IncomingMessage): void {
  setTimeout(() => {
    if (!request.complete) request.socket.destroySoon()
  }, showingOutMs).unref()
}
