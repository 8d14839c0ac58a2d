// SPDX-License-Identifier: EUPL-1.2
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { peopleApp } from './app.ts'
import { ownHosts } from './hosts.ts'
import type { Services } from './services.ts'

export interface ServeSettings {
  readonly port: number
  /** The address to listen on. */
  readonly host: string
  /** Where people reach Sluis when a proxy in front of it speaks TLS, such as `https://sluis.example.nl`. */
  readonly url?: string
  /** The folder of the built Desk; by default its place in this repository. */
  readonly deskFolder?: string
}

export interface Served {
  readonly url: string
  /** The port that it listens on; a free one when 0 was asked for. */
  readonly port: number
  close(): Promise<void>
}

export class ServeError extends Error {
  readonly code = 'port-taken'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ServeError'
  }
}

const connectionBounds = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
  // How often Node looks for requests that are too late.
  connectionsCheckingInterval: 5000,
}
const maxConnections = 1024

const deskFolder = fileURLToPath(new URL('../../../desk/dist', import.meta.url))

/** Opens the people's door. Throws `port-taken` when another program has the port. */
export async function serveApi(services: Services, settings: ServeSettings): Promise<Served> {
  const { port, host, url } = settings
  const isSecure = url !== undefined && new URL(url).protocol === 'https:'
  let hosts: ReadonlySet<string> = new Set()
  const app = peopleApp(services, {
    isOwnHost: (name) => hosts.has(name),
    isSecure,
    deskFolder: settings.deskFolder ?? deskFolder,
  })
  // A request is small and comes from nearby; one that trickles in only occupies a connection.
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: connectionBounds })
  boundConnections(server)
  const listening = Promise.withResolvers<void>()
  server.once('error', listening.reject)
  server.listen(port, host, listening.resolve)
  try {
    await listening.promise
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause
    throw new ServeError(`port ${port} is taken by another program`, { cause })
  }
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  hosts = ownHosts(host, taken, url)
  return {
    url: url ?? `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    close: async () => {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed.promise
    },
  }
}

/**
 * Beyond the limit the oldest connection is closed. If the newest were refused, an agent on this machine could keep
 * people from the stop by holding connections open.
 */
function boundConnections(server: ServerType): void {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    const [oldest] = open
    if (open.size <= maxConnections || oldest === undefined) return
    open.delete(oldest)
    oldest.destroy()
  })
}
