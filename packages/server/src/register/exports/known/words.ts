// SPDX-License-Identifier: EUPL-1.2
import type { Language, Text } from '@sluis/ai-act'

export type Say = (nl: string, en: string) => string

export const sayIn =
  (language: Language): Say =>
  (nl, en) =>
    language === 'nl' ? nl : en

const classes: Readonly<Record<string, Text>> = {
  prohibited: { nl: 'verboden', en: 'prohibited' },
  high: { nl: 'hoog risico', en: 'high risk' },
  limited: { nl: 'transparantierisico', en: 'transparency risk' },
  minimal: { nl: 'minimaal risico', en: 'minimal risk' },
  out_of_scope: { nl: 'buiten de AI-verordening', en: 'outside the AI Act' },
  unregistered: { nl: 'niet geregistreerd', en: 'unregistered' },
  undetermined: { nl: 'nog niet te bepalen', en: 'not determined yet' },
}

export function className(value: string, language: Language): string {
  return classes[value]?.[language] ?? value
}

const stages: Readonly<Record<string, Text>> = {
  test: { nl: 'in de testfase', en: 'in the test stage' },
  released: { nl: 'vrijgegeven', en: 'released' },
  unregistered: { nl: 'alleen gezien', en: 'only seen' },
}

export function stageName(value: string, language: Language): string {
  return stages[value]?.[language] ?? value
}

export function spokenDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}
