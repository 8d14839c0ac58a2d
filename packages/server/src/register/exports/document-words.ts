// SPDX-License-Identifier: EUPL-1.2
import type { Language, Text } from '@sluis/ai-act'
import type { Origin } from './document.ts'

/** The words of the renderers themselves; all other words are the paper's. */
export const documentWords = {
  coverage: { nl: 'Hoe ver dit reikt', en: 'How far this reaches' },
  gaps: { nl: 'Wat nog ontbreekt', en: 'What is still missing' },
  noGaps: {
    nl: 'Alle velden zijn ingevuld. Dat zegt niets over de juistheid: een mens kijkt die na.',
    en: 'Every field is filled in. That says nothing about whether it is right: a person checks that.',
  },
  missing: { nl: 'Ontbreekt', en: 'Missing' },
  who: { nl: 'Wie dit kan invullen', en: 'Who can fill this in' },
  part: { nl: 'Onderdeel', en: 'Part' },
  nothing: { nl: 'Niets.', en: 'Nothing.' },
  longer: { nl: '[…] (meer in Markdown of JSON)', en: '[…] (more in Markdown or JSON)' },
} satisfies Readonly<Record<string, Text>>

export const originWords: Readonly<Record<Origin, Text>> = {
  declared: { nl: 'opgegeven', en: 'declared' },
  seen: { nl: 'gezien bij de poort', en: 'seen at the gate' },
  derived: { nl: 'gemaakt uit het register', en: 'made from the register' },
}

export function pageOf(page: number, pages: number, language: Language): string {
  return language === 'nl' ? `Bladzijde ${page} van ${pages}` : `Page ${page} of ${pages}`
}

export function replacedOf(count: number, language: Language): string {
  return language === 'nl'
    ? `Dit bestand kent alleen West-Europese letters: ${count} andere tekens zijn vervangen. In Markdown en JSON staan ze zoals ze zijn.`
    : `This file has West European letters only: ${count} other characters were replaced. Markdown and JSON have them as they are.`
}
