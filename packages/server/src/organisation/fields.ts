// SPDX-License-Identifier: EUPL-1.2
import { Cron } from 'croner'
import { z } from 'zod'

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'use a lower-case letter, then at most 39 letters, digits or hyphens')
export const text = z.string().min(1).max(2000)

/** What data a value carries: a word, or a word and a value. */
export const label = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(:[A-Za-z0-9._-]+)?$/, 'a label is a word, or a word and a value: customer:10023')

/** `90m`, `8h`, `2d`: a length of time as people write it, in milliseconds. */
export const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,4}[smhd]$/, 'write a number and s, m, h or d, as in 8h')
  .transform((value) => {
    const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[value.slice(-1)] ?? Number.NaN
    return Number(value.slice(0, -1)) * unit
  })

/** A value that differs per machine or is secret stays out of the files: the name of an environment variable. */
export const environmentName = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'use the name of an environment variable')

/** When a task starts by itself. Read here as it is kept later, so that a wrong one is refused at its line. */
export const schedule = z
  .string()
  .max(100)
  .refine(isSchedule, 'write minute, hour, day, month and weekday: 0 8 * * 1 is each Monday at eight')

function isSchedule(pattern: string): boolean {
  try {
    new Cron(pattern, { paused: true }).stop()
    return true
  } catch {
    return false
  }
}
