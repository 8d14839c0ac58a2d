// SPDX-License-Identifier: EUPL-1.2
// A date is `YYYY-MM-DD` in the calendar of the Official Journal: no clock and no time zone, compared as text.
import { AiActError, quoted } from './errors.ts'
import { type Language, text } from './text.ts'

export type IsoDate = string

const months = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

export function isDate(value: unknown): value is IsoDate {
  if (typeof value !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  // Some engines turn 2026-02-30 into a day in March; a valid date comes back unchanged.
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value)
}

export function checkedDate(value: unknown): IsoDate {
  if (isDate(value)) return value
  throw new AiActError(
    'invalid_date',
    text(
      `${quoted(value)} is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-12-02.`,
      `${quoted(value)} is not a date. Write year-month-day, for example 2026-12-02.`,
    ),
  )
}

export function spokenDate(date: IsoDate, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${Number(day)} ${months[language][Number(month) - 1] ?? month} ${year}`
}
