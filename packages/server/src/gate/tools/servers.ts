// SPDX-License-Identifier: EUPL-1.2
import { join, resolve } from 'node:path'
import type { HttpServer, Organisation, StdioServer } from '../../organisation/index.ts'
import { GateError } from '../error.ts'
import { confinedTransport } from './confined.ts'
import { fixedOriginTransport } from './fixed-origin.ts'
import { Upstream } from './upstream.ts'

export interface ServersParts {
  readonly organisation: Organisation
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => number
}

type Settings = StdioServer | HttpServer

/** No agent's name begins with a dot: the instance that people look at is never an agent's own. */
const forPeople = '.people'

/** Room beside the largest result, for the message around it or for a listing. */
const messageBytes = 4 * 1024 * 1024

/**
 * The upstream tool servers of one organisation: one connection each, or one for each agent if the server keeps state.
 */
export class Servers {
  readonly #parts: ServersParts
  readonly #upstreams = new Map<string, Upstream>()

  constructor(parts: ServersParts) {
    this.#parts = parts
  }

  /** The connection for this agent's calls; without an agent, the one that people look at. */
  of(id: string, agent: string = forPeople): Upstream {
    const server = this.#parts.organisation.servers.get(id)
    if (server === undefined || server.kind === 'mail') throw new GateError('upstream-failed', `no tool server ${id}`)
    const key = server.perAgent ? `${id} ${agent}` : id
    const known = this.#upstreams.get(key)
    if (known !== undefined) return known
    const made = new Upstream({ id, now: this.#parts.now, transport: () => this.#transport(server, agent) })
    this.#upstreams.set(key, made)
    return made
  }

  async close(): Promise<void> {
    await Promise.all([...this.#upstreams.values()].map((upstream) => upstream.close()))
  }

  #transport(server: Settings, agent: string) {
    const facts = [server.tools, server.prompts, server.resources].flatMap((entries) => Object.values(entries))
    const maxBytes = Math.max(0, ...facts.map(({ maxResultBytes }) => maxResultBytes)) + messageBytes
    if (server.kind === 'mcp-http') return this.#remote(server, maxBytes)
    const folder = resolve(this.#parts.organisation.folder, server.folder)
    return confinedTransport(server, server.perAgent && server.writes ? join(folder, agent) : folder, maxBytes)
  }

  #remote({ id, url, key }: HttpServer, maxBytes: number) {
    const { environment } = this.#parts
    const address = URL.parse(environment[url.env] ?? url.default ?? '')
    if (address === null || !/^https?:$/.test(address.protocol)) {
      throw new GateError('upstream-failed', `${url.env} holds no address, so the tool server ${id} can't be reached`)
    }
    const secret = key === undefined ? undefined : environment[key.env]
    if (key !== undefined && secret === undefined) {
      throw new GateError('upstream-failed', `${key.env} is not set, so the tool server ${id} can't be asked`)
    }
    if (secret !== undefined && address.protocol === 'http:' && !isHere(address)) {
      throw new GateError(
        'upstream-failed',
        `${url.env} is no https address, and the key of ${id} would be read on its way`,
      )
    }
    return fixedOriginTransport(address, secret, maxBytes)
  }
}

function isHere({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
