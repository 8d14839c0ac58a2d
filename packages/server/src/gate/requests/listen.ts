// SPDX-License-Identifier: EUPL-1.2
import { createServer, type RequestListener, type Server } from 'node:http'

/** What a stranger who opens connections and sends little, slowly or nothing can hold. */
interface ConnectionBounds {
  /** To send all headers of a request in, counted from the connection or the request before. */
  readonly headersMs: number
  /** To send a whole request in: twenty megabytes over a slow line. */
  readonly requestMs: number
  /** Without a byte in either direction. Longer than the gate waits for any far side. */
  readonly idleMs: number
  readonly maxHeaderBytes: number
  readonly maxConnections: number
}

export const connectionBounds: ConnectionBounds = {
  headersMs: 10_000,
  requestMs: 120_000,
  idleMs: 330_000,
  maxHeaderBytes: 16 * 1024,
  maxConnections: 8192,
}

/** Listens on the agents' port. Rejects with the system's error (`EADDRINUSE`) when it can't. */
export async function listen(
  listener: RequestListener,
  port: number,
  hostname: string,
  bounds: ConnectionBounds = connectionBounds,
): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  const options = {
    headersTimeout: bounds.headersMs,
    requestTimeout: bounds.requestMs,
    maxHeaderSize: bounds.maxHeaderBytes,
    // Node looks for the late ones only so often.
    connectionsCheckingInterval: Math.min(bounds.headersMs, 5000),
  }
  const server = createServer(options, listener).listen(port, hostname, () => resolve(server))
  server.maxConnections = bounds.maxConnections
  server.setTimeout(bounds.idleMs)
  server.once('error', reject)
  return await promise
}
