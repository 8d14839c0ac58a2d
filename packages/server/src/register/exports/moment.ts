// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'

/** A paper has hundreds of moments, and making one formatter takes as long as writing a page. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment in local time, to the second and with its zone, because legal terms are counted from it. */
export function momentIn(timeZone: string, atMs: number, language: Language): string {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  const name = `${locale} ${timeZone}`
  const known = formats.get(name)
  if (known !== undefined) return known.format(atMs)
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone })
  formats.set(name, format)
  return format.format(atMs)
}
