// SPDX-License-Identifier: EUPL-1.2
import { type Dispatcher, Pool } from 'undici'
import type { ModelApiName, Provider, Route } from '../../organisation/index.ts'
import { GateError } from '../error.ts'
import type { ModelPost } from './model-upstreams.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const paths = {
  chat: '/chat/completions',
  responses: '/responses',
  embeddings: '/embeddings',
  messages: '/messages',
} as const satisfies Record<ModelApiName, string>

/** The address of one provider for one API, and its connections. */
interface Endpoint {
  readonly pool: Pool
  readonly path: string
  /** With its key. */
  readonly headers: Readonly<Record<string, string>>
}

interface Sent {
  readonly pool: Pool
  readonly options: Dispatcher.DispatchOptions
}

/**
 * The addresses and keys of providers. Both come from the environment and are added here, so that no agent sees a key
 * (P8).
 */
export class Endpoints {
  /** As it was at the start: asking the process for each call takes longer than keeping it. */
  readonly #environment: Environment
  readonly #pools = new Map<string, Pool>()
  /** Endpoints of providers in the present files; those of replaced files are dropped with them. */
  readonly #known = new WeakMap<Provider, Map<ModelApiName, Endpoint>>()

  constructor(environment: Environment) {
    this.#environment = { ...environment }
  }

  /** The request, and the connections that it may use. Throws `upstream-failed` if nobody said where it goes. */
  requestTo({ provider, model }: Route, { api, bodyFor, headers }: ModelPost): Sent {
    const served = (model.served === undefined ? undefined : this.#environment[model.served]) ?? model.id
    const endpoint = this.#endpoint(provider, api)
    const options: Dispatcher.DispatchOptions = {
      method: 'POST',
      path: endpoint.path,
      headers: headers === undefined ? endpoint.headers : { ...headers, ...endpoint.headers },
      body: bodyFor(served),
      headersTimeout: provider.timeouts.headers,
      bodyTimeout: provider.timeouts.idle,
    }
    return { pool: endpoint.pool, options }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()))
  }

  #endpoint(provider: Provider, api: ModelApiName): Endpoint {
    let known = this.#known.get(provider)
    if (known === undefined) {
      known = new Map()
      this.#known.set(provider, known)
    }
    let endpoint = known.get(api)
    if (endpoint === undefined) {
      endpoint = this.#read(provider, api)
      known.set(api, endpoint)
    }
    return endpoint
  }

  #read({ id, url, key, timeouts }: Provider, api: ModelApiName): Endpoint {
    const base = this.#environment[url.env] ?? url.default
    if (base === undefined) throw new GateError('upstream-failed', `${url.env} is not set, so ${id} can't be reached`)
    const { origin, pathname, search } = new URL(`${base.replace(/\/+$/, '')}${paths[api]}`)
    const secret = key === undefined ? undefined : this.#environment[key.env]
    return {
      pool: this.#pool(origin, timeouts.connect),
      path: pathname + search,
      headers: { 'content-type': 'application/json', ...credential(api, secret) },
    }
  }

  #pool(origin: string, connectMs: number): Pool {
    const key = `${origin} ${connectMs}`
    let pool = this.#pools.get(key)
    if (pool === undefined) {
      pool = new Pool(origin, { connections: 4096, connect: { timeout: connectMs } })
      this.#pools.set(key, pool)
    }
    return pool
  }
}

/** Anthropic's API takes its key in a header of its own. */
function credential(api: ModelApiName, key: string | undefined): Readonly<Record<string, string>> {
  if (key === undefined) return {}
  return api === 'messages' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` }
}
