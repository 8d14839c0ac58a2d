// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '../api-common.ts'

const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' }
const units: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  nl: ['d', 'uur', 'min', 's'],
  en: ['d', 'h', 'min', 's'],
}

export interface Format {
  /** `14:02`, with the day when it isn't today, and the year when it isn't this one. */
  readonly time: (time: number) => string
  /** A day of a law or a file, `YYYY-MM-DD`: `2 december 2027`. */
  readonly day: (day: string) => string
  /** A country by its code of two letters. */
  readonly country: (code: string) => string
  readonly number: (value: number) => string
  readonly bytes: (bytes: number) => string
  readonly euros: (cents: number) => string
  /** An amount in millionths of a currency, with as many decimals as it has: a token may cost the sixth. */
  readonly money: (millionths: number, currency: string) => string
  /** `2026-11-23` or `2026-11`, as a budget counts. */
  readonly period: (period: string) => string
  /** What is left, in at most two units: `7 h 12 min`, `4 min 10 s`. */
  readonly duration: (milliseconds: number) => string
}

export function formatFor(language: Language): Format {
  const locale = locales[language]
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const dayAndClock = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  const day = new Intl.DateTimeFormat(locale, dayAndClock)
  const year = new Intl.DateTimeFormat(locale, { year: 'numeric', ...dayAndClock })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const regions = new Intl.DisplayNames(locale, { type: 'region' })
  const number = new Intl.NumberFormat(locale)
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
  return {
    time: (time) => {
      const [moment, now] = [new Date(time), new Date()]
      if (moment.toDateString() === now.toDateString()) return clock.format(moment)
      return (moment.getFullYear() === now.getFullYear() ? day : year).format(moment)
    },
    day: (day) => inUtc(date, day),
    period: (period) => inUtc(period.length === 7 ? month : date, period),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code),
    number: (value) => number.format(value),
    bytes: (bytes) =>
      bytes < 1000
        ? `${bytes} B`
        : bytes < 1_000_000
          ? `${oneDecimal.format(bytes / 1000)} kB`
          : `${oneDecimal.format(bytes / 1_000_000)} MB`,
    euros: (cents) => money.format(cents / 100),
    money: (millionths, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 6 }).format(
        millionths / 1_000_000,
      ),
    duration: (milliseconds) => durationText(milliseconds, units[language]),
  }
}

/** As it is written where it is no day or month. */
function inUtc(format: Intl.DateTimeFormat, period: string): string {
  const time = Date.parse(period)
  return Number.isNaN(time) ? period : format.format(time)
}

function durationText(milliseconds: number, [d, h, min, s]: readonly [string, string, string, string]): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  if (days > 0) return `${days} ${d} ${hours} ${h}`
  if (hours > 0) return `${hours} ${h} ${minutes} ${min}`
  if (minutes >= 10) return `${minutes} ${min}`
  return minutes > 0 ? `${minutes} ${min} ${seconds % 60} ${s}` : `${seconds} ${s}`
}
