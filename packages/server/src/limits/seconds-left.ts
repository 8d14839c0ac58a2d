// SPDX-License-Identifier: EUPL-1.2
import { dayIn } from '../organisation/index.ts'
import { minuteMs, type Per, periodOf } from './period.ts'

const longestMs = { day: 26 * 3_600_000, month: 32 * 24 * 3_600_000 } as const

/** Whole seconds until the current period ends, at midnight in the organisation's time zone. */
export function secondsLeft(timeZone: string, per: Per, nowMs: number): number {
  const current = periodOf(dayIn(timeZone, nowMs), per)
  // By bisection: days have 23 to 25 hours where clocks change, and we keep no formula for when that is.
  let [inside, outside] = [nowMs, nowMs + longestMs[per]]
  while (outside - inside > 500) {
    const middle = (inside + outside) / 2
    if (periodOf(dayIn(timeZone, middle), per) === current) inside = middle
    else outside = middle
  }
  return Math.max(1, Math.round((outside - nowMs) / 1000))
}

export function secondsLeftOfMinute(nowMs: number): number {
  return Math.ceil((minuteMs - (nowMs % minuteMs)) / 1000)
}
