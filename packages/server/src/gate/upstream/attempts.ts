// SPDX-License-Identifier: EUPL-1.2

/** One attempt that brought no answer and may be followed by another. */
export interface Failure {
  /** Its position among the call's routes. */
  readonly route: number
  readonly atMs: number
  /** How long the provider asked to be left alone. */
  readonly retryAfterMs?: number
}

export interface Attempt {
  readonly route: number
  readonly waitMs: number
}

interface AttemptState {
  readonly routes: number
  readonly failures: readonly Failure[]
  readonly isResting: (route: number) => boolean
  readonly nowMs: number
  /** From 0 to 1, so that callers that failed together don't come back together. */
  readonly chance: number
}

/** How often each route is asked at most for one call. */
export const maxRounds = 2
const backoffMs = 250
/** Nobody waits for a provider that asks for longer: the caller would rather know. */
export const longestWaitMs = 5000

/**
 * Which route is asked next. First all in order, so that a call waits only when no other route may be asked; then once
 * again those that said "later", the soonest first. Undefined when there is nothing left to try.
 */
export function nextAttempt({ routes, failures, isResting, nowMs, chance }: AttemptState): Attempt | undefined {
  for (let round = 0; round < maxRounds; round++) {
    let soonest: Attempt | undefined
    for (let route = 0; route < routes; route++) {
      const before = failures.filter((failure) => failure.route === route)
      if (before.length > round || isResting(route)) continue
      const waitMs = waitBefore(before.at(-1), nowMs, chance)
      if (waitMs <= longestWaitMs && waitMs < (soonest?.waitMs ?? Number.POSITIVE_INFINITY)) soonest = { route, waitMs }
    }
    if (soonest !== undefined) return soonest
  }
  return undefined
}

function waitBefore(last: Failure | undefined, nowMs: number, chance: number): number {
  if (last === undefined) return 0
  const asked = Math.max(last.retryAfterMs ?? 0, backoffMs * (1 + chance))
  return Math.max(0, last.atMs + asked - nowMs)
}

/** An agent is told how long to stay away: no provider's word sends it away for years. */
const longestAskedMs = 86_400_000

/** Seconds or a date (RFC 9110 §10.2.3), a day at most; undefined for anything else. */
export function readRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined || value.length > 40) return undefined
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value) * 1000, longestAskedMs)
  // `Date.parse` alone accepts far more than HTTP does.
  const date = /^[A-Z][a-z]{2}, \d\d /.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - nowMs), longestAskedMs)
}
