// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '../api.ts'

const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' }
const units: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  nl: ['d', 'uur', 'min', 's'],
  en: ['d', 'h', 'min', 's'],
}

export interface Format {
  /** `14:02`, with the day when it isn't today. */
  readonly time: (time: number) => string
  readonly number: (value: number) => string
  readonly bytes: (bytes: number) => string
  readonly euros: (cents: number) => string
  /** What is left, in at most two units: `7 h 12 min`, `4 min 10 s`. */
  readonly duration: (milliseconds: number) => string
}

export function formatFor(language: Language): Format {
  const locale = locales[language]
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
  const number = new Intl.NumberFormat(locale)
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
  return {
    time: (time) => {
      const date = new Date(time)
      return (date.toDateString() === new Date().toDateString() ? clock : day).format(date)
    },
    number: (value) => number.format(value),
    bytes: (bytes) =>
      bytes < 1000
        ? `${bytes} B`
        : bytes < 1_000_000
          ? `${oneDecimal.format(bytes / 1000)} kB`
          : `${oneDecimal.format(bytes / 1_000_000)} MB`,
    euros: (cents) => money.format(cents / 100),
    duration: (milliseconds) => durationText(milliseconds, units[language]),
  }
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
