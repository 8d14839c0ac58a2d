// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'

/** A moment as people there read it, to the second and with its zone: clocks of law are counted from it. */
export function momentIn(timeZone: string, atMs: number, language: Language): string {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone }).format(atMs)
}
