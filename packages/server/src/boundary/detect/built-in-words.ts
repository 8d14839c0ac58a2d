// SPDX-License-Identifier: EUPL-1.2
import { MONTHS } from './date-of-birth.ts'
import type { Meaning } from './lexicon.ts'
import { SECRET_FIRST_WORDS } from './named-secret.ts'
import { ISSUED_FIRST_WORDS } from './secret.ts'
import { SPECIAL_WORDS } from './special-words.ts'

const SPECIAL_CONFIDENCE = 0.3

/** The words that the built-in detectors need, with what they mean. */
export function builtInWords(): (readonly [phrase: string, meaning: Meaning])[] {
  return [
    ...Object.values(SPECIAL_WORDS).flatMap(specialWords),
    ...ISSUED_FIRST_WORDS.map((word) => [word, { begins: 'issued-key' }] as const),
    ...SECRET_FIRST_WORDS.map((word) => [word, { begins: 'named-secret' }] as const),
    ...[...MONTHS.keys()].map((word) => [word, { begins: 'date' }] as const),
  ]
}

function specialWords(list: string): (readonly [string, Meaning])[] {
  return list.split(' ').map((word) => {
    const meaning = {
      finds: 'special-category',
      confidence: SPECIAL_CONFIDENCE,
      anyEnding: word.endsWith('*'),
    } as const
    return [word.replaceAll('+', ' ').replace('*', ''), meaning]
  })
}
