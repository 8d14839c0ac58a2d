// SPDX-License-Identifier: EUPL-1.2
import { Cron } from 'croner'
import { z } from 'zod'
import { matching, says } from './in-words.ts'

export const id = matching(
  /^[a-z][a-z0-9-]{0,39}$/,
  'gebruik een kleine letter en dan hoogstens 39 kleine letters, cijfers of streepjes, zoals jan-smit',
  'use a lower-case letter, then at most 39 lower-case letters, digits or hyphens, as in jan-smit',
)
export const text = z.string().min(1).max(2000)

/** What data a value carries: a word, or a word and a value. */
export const label = matching(
  /^[a-z][a-z0-9-]*(:[A-Za-z0-9._-]+)?$/,
  'een label is een woord in kleine letters, of een woord en een waarde: customer:10023',
  'a label is a word in lower case, or a word and a value: customer:10023',
)

/** `90m`, `8h`, `2d`: a length of time as people write it, in milliseconds. */
export const duration = matching(
  /^[1-9][0-9]{0,4}[smhd]$/,
  'schrijf een getal met s (seconden), m (minuten), h (uren) of d (dagen), zoals 8h voor acht uur',
  'write a number and s (seconds), m (minutes), h (hours) or d (days), as in 8h for eight hours',
).transform((value) => {
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[value.slice(-1)] ?? Number.NaN
  return Number(value.slice(0, -1)) * unit
})

/**
 * `90d`, in milliseconds. Terms for keeping are whole days only: `6m`, meant as six months, must not become six minutes.
 */
export const days = matching(
  /^[1-9][0-9]{0,4}d$/,
  'schrijf een aantal dagen met d, zoals 90d; 186d is zes maanden',
  'write a number of days and d, as in 90d; 186d is six months',
).transform((value) => Number(value.slice(0, -1)) * 86_400_000)

/** The name of an environment variable: a value that is secret or differs per machine stays out of the files. */
export const environmentName = matching(
  /^[A-Z][A-Z0-9_]{0,63}$/,
  'gebruik de naam van een omgevingsvariabele, in hoofdletters, zoals MAIL_SERVER; de waarde zelf hoort hier niet',
  'use the name of an environment variable, in capitals, as in MAIL_SERVER; the value itself does not belong here',
)

/** When a task starts by itself. Parsed here just as it will be later, so that a wrong one is refused at its line. */
export const schedule = z
  .string()
  .max(100)
  .refine(
    isSchedule,
    says(
      'schrijf minuut, uur, dag, maand en weekdag: 0 8 * * 1 is elke maandag om acht uur',
      'write minute, hour, day, month and weekday: 0 8 * * 1 is each Monday at eight',
    ),
  )

function isSchedule(pattern: string): boolean {
  try {
    new Cron(pattern, { paused: true }).stop()
    return true
  } catch {
    return false
  }
}
