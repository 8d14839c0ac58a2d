// SPDX-License-Identifier: EUPL-1.2

/**
 * The health of one route. After some failures in a row nothing is sent there for a while. Then one call tries, and its
 * success reopens the route for all. Pure: every function gives the next state, and time is passed in.
 */
export interface Breaker {
  /** In a row. */
  readonly failures: number
  /** Nothing is sent before this moment. */
  readonly restsUntilMs: number
}

/** Also once the provider answered, whatever it said. */
export const healthy: Breaker = { failures: 0, restsUntilMs: 0 }

const tripsAt = 5
const firstRestMs = 1000
const longestRestMs = 60_000

export function isResting({ restsUntilMs }: Breaker, nowMs: number): boolean {
  return nowMs < restsUntilMs
}

/**
 * A call is sent. After a rest it is the only one that tries; if it never ends, it holds up the others for one rest.
 */
export function begun(breaker: Breaker, nowMs: number): Breaker {
  return breaker.failures < tripsAt ? breaker : { ...breaker, restsUntilMs: nowMs + restMs(breaker.failures) }
}

export function failed(breaker: Breaker, nowMs: number): Breaker {
  const failures = breaker.failures + 1
  return { failures, restsUntilMs: failures < tripsAt ? 0 : nowMs + restMs(failures) }
}

function restMs(failures: number): number {
  return Math.min(longestRestMs, firstRestMs * 2 ** Math.min(failures - tripsAt, 16))
}
