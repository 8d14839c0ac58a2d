// SPDX-License-Identifier: EUPL-1.2
import { CliError } from './error.ts'
import type { Terminal } from './terminal.ts'

const unitsMs = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const

/** A moment in the past as people write it: `30d`, `12h`, or a date or time (ISO 8601). Throws `misused`. */
export function sinceFrom(given: string, nowMs: number, { say }: Pick<Terminal, 'say'>, option = '--since'): number {
  const ago = /^(\d{1,6})([dhm])$/.exec(given)
  const unit = ago?.[2]
  if (unit === 'd' || unit === 'h' || unit === 'm') return Math.max(0, nowMs - Number(ago?.[1]) * unitsMs[unit])
  const moment = /^\d{4}-\d{2}-\d{2}/.test(given) ? Date.parse(given) : Number.NaN
  if (Number.isSafeInteger(moment) && moment >= 0) return moment
  throw new CliError(
    'misused',
    say(
      `${option} ${given}: geef een tijd, zoals 30d, 12h of 2026-11-01.`,
      `${option} ${given}: give a time, such as 30d, 12h or 2026-11-01.`,
    ),
  )
}
