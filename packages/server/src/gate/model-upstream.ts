// SPDX-License-Identifier: EUPL-1.2
import { Pool } from 'undici'
import type { JsonObject } from '../journal/index.ts'
import { type ModelApiName, type Organisation, type Provider, routesTo } from '../organisation/index.ts'
import { GateError } from './error.ts'

export interface ModelAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: AsyncIterable<Uint8Array>
}

/** A request as the provider that is asked takes it. */
export interface ModelPost {
  readonly api: ModelApiName
  readonly body: JsonObject
  readonly headers?: Readonly<Record<string, string>>
}

const paths = {
  chat: '/chat/completions',
  responses: '/responses',
  embeddings: '/embeddings',
  messages: '/messages',
} as const satisfies Record<ModelApiName, string>

const headersTimeoutMs = 300_000
const bodyTimeoutMs = 120_000

/**
 * The endpoints that run models. Their keys come from the environment and are added here, so that no agent ever sees
 * one (P8).
 */
export class ModelUpstreams {
  readonly #pools = new Map<string, Pool>()
  readonly #environment: Readonly<Record<string, string | undefined>>

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment
  }

  /**
   * `asked` gives the request in an API that the provider speaks. Throws `upstream-failed` when nothing was delivered,
   * `upstream-timeout` when that is not certain.
   */
  async post(
    organisation: Organisation,
    model: string,
    asked: (provider: Provider) => ModelPost,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    const [found] = routesTo(organisation, model)
    if (found === undefined) throw new GateError('not-found', 'this organisation has admitted no model by that name')
    const { provider, model: entry } = found
    const base = this.#environment[provider.url.env] ?? provider.url.default
    if (base === undefined) {
      throw new GateError('upstream-failed', `${provider.url.env} is not set, so ${provider.id} can't be reached`)
    }
    const served = (entry.served === undefined ? undefined : this.#environment[entry.served]) ?? model
    const { api, body, headers } = asked(provider)
    const url = new URL(`${base.replace(/\/+$/, '')}${paths[api]}`)
    const key = provider.key === undefined ? undefined : this.#environment[provider.key.env]
    try {
      const response = await this.#pool(url.origin).request({
        method: 'POST',
        path: url.pathname + url.search,
        headers: { 'content-type': 'application/json', ...headers, ...credential(api, key) },
        body: JSON.stringify({ ...body, model: served }),
        signal,
      })
      return {
        status: response.statusCode,
        contentType: String(response.headers['content-type'] ?? ''),
        body: response.body,
      }
    } catch (cause) {
      throw upstreamError(cause, provider.id)
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()))
  }

  #pool(origin: string): Pool {
    let pool = this.#pools.get(origin)
    if (pool === undefined) {
      pool = new Pool(origin, { connections: 256, headersTimeout: headersTimeoutMs, bodyTimeout: bodyTimeoutMs })
      this.#pools.set(origin, pool)
    }
    return pool
  }
}

/** Anthropic's API takes its key in a header of its own. */
function credential(api: ModelApiName, key: string | undefined): Record<string, string> {
  if (key === undefined) return {}
  return api === 'messages' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` }
}

/**
 * What strangers' systems say of themselves stays out of the message that the caller sees. Why we ended a call
 * ourselves (a stop, a caller that left) is known and stays what it is.
 */
export function upstreamError(cause: unknown, name: string): GateError {
  if (cause instanceof GateError) return cause
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new GateError('upstream-timeout', `${name} did not answer in time`, {}, { cause })
  }
  return new GateError('upstream-failed', `${name} could not be reached or broke off`, {}, { cause })
}
