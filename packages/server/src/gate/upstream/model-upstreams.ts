// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import type { ModelApiName, Provider, Route } from '../../organisation/index.ts'
import { GateError } from '../error.ts'
import { routeName } from '../target.ts'
import { type Failure, nextAttempt, readRetryAfter } from './attempts.ts'
import { type Breaker, begun, failed, healthy, isResting, succeeded } from './breaker.ts'
import { bodyOf, type FarBody } from './far-body.ts'
import { isUnreached, upstreamError } from './upstream-error.ts'

/** A request as the provider that is asked takes it. */
export interface ModelPost {
  readonly api: ModelApiName
  /** The body for a model under the name that the provider serves it by. */
  readonly bodyFor: (model: string) => string
  readonly headers?: Readonly<Record<string, string>>
}

export interface ModelAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: FarBody
  /** Who answered. */
  readonly route: Route
}

/** One attempt at a route, for the log: `200`, `503`, `unreachable`, `no-answer`. */
export interface Tried {
  /** Its place among the call's routes. */
  readonly route: number
  readonly ended: string
}

/** What a call may do to be answered. */
export interface Sending {
  /** Decided and recorded before anything is sent: no other is asked (P1). */
  readonly routes: readonly Route[]
  readonly signal: AbortSignal
  /** A provider that counts as out of reach for this call, in a drill. */
  readonly lost?: string | undefined
  /** Every attempt is added, as it ends. */
  readonly tried: Tried[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** They say "not now" of a request that they didn't take up; 529 is Anthropic's "overloaded". */
const retryable: ReadonlySet<number> = new Set([429, 500, 502, 503, 529])

const paths = {
  chat: '/chat/completions',
  responses: '/responses',
  embeddings: '/embeddings',
  messages: '/messages',
} as const satisfies Record<ModelApiName, string>

/**
 * The endpoints that run models. Their keys come from the environment and are added here, so that no agent ever sees
 * one (P8).
 */
export class ModelUpstreams {
  readonly #pools = new Map<string, Pool>()
  readonly #breakers = new Map<string, Breaker>()
  readonly #environment: Environment
  readonly #now: () => number

  constructor(environment: Environment, now: () => number = Date.now) {
    this.#environment = environment
    this.#now = now
  }

  /**
   * Asks one route after the other until one answers; `asked` gives the request in an API that the provider speaks. A
   * request is sent again only when it was not delivered, or was answered with a status that asks for it. Throws
   * `upstream-failed` when nothing was done, `upstream-timeout` when that is not certain.
   */
  async post({ routes, signal, tried, lost }: Sending, asked: (provider: Provider) => ModelPost): Promise<ModelAnswer> {
    const failures: Failure[] = []
    let last: GateError | undefined
    for (;;) {
      const next = nextAttempt({
        routes: routes.length,
        failures,
        isResting: (at) => isResting(this.#breakerOf(routes[at]), this.#now()),
        nowMs: this.#now(),
        chance: Math.random(),
      })
      const route = next === undefined ? undefined : routes[next.route]
      if (next === undefined || route === undefined) throw last ?? allResting(routes)
      if (next.waitMs > 0) await delay(next.waitMs, undefined, { signal }).catch(() => signal.throwIfAborted())
      const isLost = route.provider.id === lost
      const attempt = isLost ? lostIn(route) : await this.#attempt(route, asked(route.provider), signal)
      tried.push({ route: next.route, ended: attempt.ended })
      if ('answer' in attempt) return attempt.answer
      if (attempt.isFinal) throw attempt.error
      last = attempt.error
      failures.push({ route: next.route, atMs: this.#now(), ...attempt.wait })
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()))
  }

  async #attempt(route: Route, post: ModelPost, signal: AbortSignal): Promise<Attempted> {
    const { provider } = route
    const name = routeName(route)
    this.#breakers.set(name, begun(this.#breakerOf(route), this.#now()))
    const bound = boundedBy(signal, provider.timeouts.total, provider.id)
    try {
      const { statusCode, headers, body } = await this.#send(route, post, bound.signal)
      body.once('close', bound.release)
      const isBroken = statusCode >= 500
      this.#breakers.set(name, isBroken ? failed(this.#breakerOf(route), this.#now()) : succeeded())
      const ended = String(statusCode)
      if (!retryable.has(statusCode)) {
        return {
          ended,
          answer: { status: statusCode, contentType: String(headers['content-type'] ?? ''), body: bodyOf(body), route },
        }
      }
      // Its own words are not needed; what is left unread would keep the connection.
      await body.dump().catch(() => undefined)
      const error = new GateError('upstream-failed', `the model's endpoint answered ${statusCode}`)
      const retryAfterMs = readRetryAfter(textOf(headers['retry-after']), this.#now())
      return { ended, error, isFinal: false, wait: retryAfterMs === undefined ? {} : { retryAfterMs } }
    } catch (cause) {
      bound.release()
      const error = upstreamError(cause, provider.id)
      // Cut by a stop or left by its caller: that says nothing of the provider.
      if (!signal.aborted) this.#breakers.set(name, failed(this.#breakerOf(route), this.#now()))
      const isFinal = signal.aborted || !isUnreached(cause)
      return { ended: isFinal ? 'no-answer' : 'unreachable', error, isFinal, wait: {} }
    }
  }

  async #send({ provider, model }: Route, { api, bodyFor, headers }: ModelPost, signal: AbortSignal) {
    const base = this.#environment[provider.url.env] ?? provider.url.default
    if (base === undefined) {
      throw new GateError('upstream-failed', `${provider.url.env} is not set, so ${provider.id} can't be reached`)
    }
    const served = (model.served === undefined ? undefined : this.#environment[model.served]) ?? model.id
    const key = provider.key === undefined ? undefined : this.#environment[provider.key.env]
    const url = new URL(`${base.replace(/\/+$/, '')}${paths[api]}`)
    const { connect, headers: headersTimeout, idle: bodyTimeout } = provider.timeouts
    return await this.#pool(url.origin, connect).request({
      method: 'POST',
      path: url.pathname + url.search,
      headers: { 'content-type': 'application/json', ...headers, ...credential(api, key) },
      body: bodyFor(served),
      headersTimeout,
      bodyTimeout,
      signal,
    })
  }

  #pool(origin: string, connectMs: number): Dispatcher {
    const key = `${origin} ${connectMs}`
    let pool = this.#pools.get(key)
    if (pool === undefined) {
      pool = new Pool(origin, { connections: 4096, connect: { timeout: connectMs } })
      this.#pools.set(key, pool)
    }
    return pool
  }

  #breakerOf(route: Route | undefined): Breaker {
    return (route === undefined ? undefined : this.#breakers.get(routeName(route))) ?? healthy
  }
}

type Attempted =
  | { readonly ended: string; readonly answer: ModelAnswer }
  | {
      readonly ended: string
      readonly error: GateError
      readonly isFinal: boolean
      readonly wait: Pick<Failure, 'retryAfterMs'>
    }

/** Exactly what a provider is to a call when there is no connection to be had. */
function lostIn({ provider }: Route): Attempted {
  const error = new GateError('upstream-failed', `${provider.id} counts as lost in this drill`)
  return { ended: 'lost', error, isFinal: false, wait: {} }
}

function allResting(routes: readonly Route[]): GateError {
  const names = routes.map(({ provider }) => provider.id).join(', ')
  return new GateError('upstream-failed', `nothing is sent to ${names} for a moment: the last calls there failed`)
}

/** A signal that also ends when the call has taken too long; released, it holds on to nothing. */
function boundedBy(signal: AbortSignal, ms: number, name: string) {
  const own = new AbortController()
  const pass = (): void => own.abort(signal.reason)
  const timer = setTimeout(() => own.abort(new GateError('upstream-timeout', `${name} took more than ${ms} ms`)), ms)
  timer.unref()
  if (signal.aborted) pass()
  else signal.addEventListener('abort', pass, { once: true })
  const release = (): void => {
    clearTimeout(timer)
    signal.removeEventListener('abort', pass)
  }
  return { signal: own.signal, release }
}

/** Anthropic's API takes its key in a header of its own. */
function credential(api: ModelApiName, key: string | undefined): Record<string, string> {
  if (key === undefined) return {}
  return api === 'messages' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` }
}

function textOf(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0]
}
