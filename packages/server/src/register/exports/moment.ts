// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'

/** A paper has hundreds of moments, and making one of these takes as long as writing a page. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment as people there read it, to the second and with its zone: clocks of law are counted from it. */
export function momentIn(timeZone: string, atMs: number, language: Language): string {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  const name = `${locale} ${timeZone}`
  const known = formats.get(name)
  if (known !== undefined) return known.format(atMs)
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone })
  formats.set(name, format)
  return format.format(atMs)
}
