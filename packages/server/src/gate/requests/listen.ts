// SPDX-License-Identifier: EUPL-1.2
import { createServer, type RequestListener, type Server } from 'node:http'

/** Bounds what a stranger can hold who opens connections and sends little, slowly or nothing. */
interface ConnectionBounds {
  /** Time for all headers of a request, counted from the connection or from the request before. */
  readonly headersMs: number
  /** Time for a whole request: twenty megabytes over a slow line. */
  readonly requestMs: number
  /** Time without a byte in either direction; longer than the gate waits for any far side. */
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
    // How often Node looks for late requests.
    connectionsCheckingInterval: Math.min(bounds.headersMs, 5000),
  }
  const server = createServer(options, listener).listen(port, hostname, () => resolve(server))
  server.maxConnections = bounds.maxConnections
  server.setTimeout(bounds.idleMs)
  server.once('error', reject)
  return await promise
}
