// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import type { ModelApiName, Provider, Route } from '../../organisation/index.ts'
import type { Cut } from '../cut.ts'
import { GateError } from '../error.ts'
import { routeName } from '../targets/target.ts'
import { type Failure, nextAttempt, readRetryAfter } from './attempts.ts'
import { type Breaker, begun, failed, healthy, isResting } from './breaker.ts'
import { Endpoints, type Environment } from './endpoints.ts'
import { Exchange } from './exchange.ts'
import type { FarBody } from './far-body.ts'
import { unreachedError, upstreamError } from './upstream-error.ts'

/** A request in the form that the asked provider takes. */
export interface ModelPost {
  readonly api: ModelApiName
  /** The body, with the name by which the provider serves the model. */
  readonly bodyFor: (model: string) => string
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface ModelAnswer {
  readonly status: number
  readonly contentType: string
  /** Whether it comes compressed: no request asks for that. */
  readonly isEncoded: boolean
  readonly body: FarBody
  /** The route that answered. */
  readonly route: Route
}

/** One attempt at a route, for the log: `200`, `503`, `unreachable`, `no-answer`. */
export interface Tried {
  /** Its position among the call's routes. */
  readonly route: number
  readonly ended: string
}

/** Which routes a call may ask, and what became of each attempt. */
interface Sending {
  /** Decided and recorded before anything is sent: no other is asked (P1). */
  readonly routes: readonly Route[]
  readonly cut: Cut
  /** A provider that counts as unreachable for this call, in a drill. */
  readonly lost?: string | undefined
  /** Each attempt is added when it ends. */
  readonly tried: Tried[]
}

/** Answers that say "not now" to a request that was not processed; 529 is Anthropic's "overloaded". */
const retryable: ReadonlySet<number> = new Set([429, 500, 502, 503, 529])

const maxDiscardedBytes = 128 * 1024

/**
 * The endpoints that run models. Their keys come from the environment and are added here, so that no agent ever sees
 * one (P8).
 */
export class ModelUpstreams {
  readonly #endpoints: Endpoints
  /** The breakers of routes that failed lately, by name. */
  readonly #breakers = new Map<string, Breaker>()
  readonly #now: () => number

  constructor(environment: Environment, now: () => number = Date.now) {
    this.#endpoints = new Endpoints(environment)
    this.#now = now
  }

  /**
   * Asks one route after the other until one answers. `asked` gives the request in an API that the provider speaks, and
   * is returned with the answer. A request is sent again only if it was not delivered, or was answered with a status
   * that allows it. Throws `upstream-failed` if nothing was done, `upstream-timeout` if that is not certain.
   */
  async post<Post extends ModelPost>(
    { routes, cut, tried, lost }: Sending,
    asked: (provider: Provider) => Post,
  ): Promise<{ readonly answer: ModelAnswer; readonly post: Post }> {
    const failures: Failure[] = []
    let last: GateError | undefined
    for (;;) {
      const next = nextAttempt({
        routes: routes.length,
        failures,
        isResting: (at) => this.#isResting(routes[at]),
        nowMs: this.#now(),
        chance: Math.random(),
      })
      const route = next === undefined ? undefined : routes[next.route]
      if (next === undefined || route === undefined) throw last ?? allResting(routes)
      if (next.waitMs > 0) await delay(next.waitMs, undefined, { signal: cut.signal }).catch(() => undefined)
      cut.requireOngoing()
      const post = asked(route.provider)
      const attempt = route.provider.id === lost ? lostIn(route) : await this.#attempt(route, post, cut)
      tried.push({ route: next.route, ended: attempt.ended })
      if ('answer' in attempt) return { answer: attempt.answer, post }
      if (attempt.isFinal) throw attempt.error
      last = attempt.error
      failures.push({ route: next.route, atMs: this.#now(), ...attempt.wait })
    }
  }

  async close(): Promise<void> {
    await this.#endpoints.close()
  }

  async #attempt(route: Route, post: ModelPost, cut: Cut): Promise<Attempted> {
    const { provider } = route
    const name = routeName(route)
    const breaker = this.#breakers.get(name)
    if (breaker !== undefined) this.#breakers.set(name, begun(breaker, this.#now()))
    let exchange: Exchange | undefined
    try {
      const { pool, options } = this.#endpoints.requestTo(route, post)
      exchange = exchangeWithin(provider, cut)
      pool.dispatch(options, exchange)
      const { status, headers } = await exchange.begun
      if (status >= 500) this.#failed(name)
      else this.#breakers.delete(name)
      const ended = String(status)
      if (!retryable.has(status)) {
        const contentType = textOf(headers['content-type']) ?? ''
        const isEncoded = !/^(?:identity)?$/i.test(textOf(headers['content-encoding']) ?? '')
        return { ended, answer: { status, contentType, isEncoded, body: exchange, route } }
      }
      // Its own words are not needed; unread, they would hold the connection.
      exchange.discard(maxDiscardedBytes)
      const retryAfterMs = readRetryAfter(textOf(headers['retry-after']), this.#now())
      const detail = retryAfterMs === undefined ? {} : { retryAfter: Math.ceil(retryAfterMs / 1000) }
      const error = new GateError('upstream-failed', `the model's endpoint answered ${status}`, detail)
      return { ended, error, isFinal: false, wait: retryAfterMs === undefined ? {} : { retryAfterMs } }
    } catch (cause) {
      const isSent = exchange?.isSent === true
      const error = isSent ? upstreamError(cause, provider.id) : unreachedError(cause, provider.id)
      // If a stop cut it or its caller left, that says nothing of the provider.
      if (cut.ending === undefined) this.#failed(name)
      // A reason of the gate itself holds for every provider; that nobody set the address of this one does not.
      const isFinal = isSent || (exchange !== undefined && cause instanceof GateError)
      return { ended: isFinal ? 'no-answer' : 'unreachable', error, isFinal, wait: {} }
    }
  }

  #failed(name: string): void {
    this.#breakers.set(name, failed(this.#breakers.get(name) ?? healthy, this.#now()))
  }

  #isResting(route: Route | undefined): boolean {
    const breaker = route === undefined ? undefined : this.#breakers.get(routeName(route))
    return breaker !== undefined && isResting(breaker, this.#now())
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

/** The same as a provider to which no connection can be made. */
function lostIn({ provider }: Route): Attempted {
  const error = new GateError('upstream-failed', `${provider.id} counts as lost in this drill`)
  return { ended: 'lost', error, isFinal: false, wait: {} }
}

function allResting(routes: readonly Route[]): GateError {
  const names = routes.map(({ provider }) => provider.id).join(', ')
  return new GateError('upstream-failed', `nothing is sent to ${names} for a moment: the last calls there failed`)
}

/**
 * An exchange that ends when the call is cut, and when it has taken too long. A provider that keeps sending ahead of its
 * answer has no more time until that begins.
 */
function exchangeWithin({ id, timeouts: { headers, total } }: Provider, cut: Cut): Exchange {
  const endAfter = (ms: number): void => {
    exchange.abort(new GateError('upstream-timeout', `${id} took more than ${ms} ms`))
  }
  const timer = setTimeout(endAfter, total, total).unref()
  let untilBegun: NodeJS.Timeout | undefined
  const exchange = new Exchange(
    () => {
      clearTimeout(timer)
      clearTimeout(untilBegun)
    },
    () => cut.ending,
    (sinceSentMs) => {
      if (untilBegun !== undefined) return
      untilBegun = setTimeout(endAfter, headers - sinceSentMs, headers).unref()
      exchange.begun.then(() => clearTimeout(untilBegun)).catch(() => undefined)
    },
  )
  cut.onEnd((reason) => exchange.abort(reason))
  return exchange
}

function textOf(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0]
}
