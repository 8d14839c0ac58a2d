// SPDX-License-Identifier: EUPL-1.2
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'

const unitsMs = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const

/** A moment in the past as people write it: `30d`, `12h`, or a date or time (ISO 8601). Throws `misused`. */
export function sinceFrom(given: string, nowMs: number, { say }: Pick<Terminal, 'say'>, option = '--since'): number {
  const spanMs = spanOf(given)
  const moment = spanMs === undefined ? dateOf(given) : Math.max(0, nowMs - spanMs)
  if (moment !== undefined) return moment
  throw new CliError(
    'misused',
    say(
      `${option} ${given}: geef een tijd, zoals 30d, 12h of 2026-11-01.`,
      `${option} ${given}: give a time, such as 30d, 12h or 2026-11-01.`,
    ),
  )
}

/** A moment to come, written the same way. Throws `misused`. */
export function untilFrom(given: string, nowMs: number, { say }: Pick<Terminal, 'say'>, option: string): number {
  const spanMs = spanOf(given)
  const moment = spanMs === undefined ? dateOf(given) : nowMs + spanMs
  if (moment !== undefined && moment > nowMs) return moment
  throw new CliError(
    'misused',
    say(
      `${option} ${given}: geef een tijd die nog komt, zoals 90d, 12h of 2027-11-01.`,
      `${option} ${given}: give a time to come, such as 90d, 12h or 2027-11-01.`,
    ),
  )
}

function spanOf(given: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([dhm])$/.exec(given) ?? []
  return unit === 'd' || unit === 'h' || unit === 'm' ? Number(count) * unitsMs[unit] : undefined
}

function dateOf(given: string): number | undefined {
  const moment = /^\d{4}-\d{2}-\d{2}/.test(given) ? Date.parse(given) : Number.NaN
  return Number.isSafeInteger(moment) && moment >= 0 ? moment : undefined
}
