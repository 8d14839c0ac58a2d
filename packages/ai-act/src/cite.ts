// SPDX-License-Identifier: EUPL-1.2
// References to the law are stored once, in English form; this translates the words around the numbers into Dutch.
import type { Language } from './text.ts'

const dutch: readonly (readonly [RegExp, string])[] = [
  [/\bArt\. /g, 'art. '],
  [/\bAnnex\b/g, 'bijlage'],
  [/\bRecital\b/g, 'overweging'],
  [/\bGDPR\b/g, 'AVG'],
  [/\b(?:Dir\.|Directive)(?= )/g, 'richtlijn'],
  [/\bdraft guidelines\b/g, 'ontwerprichtsnoeren'],
  [/\bCode of Practice \(voluntary\)/g, 'gedragscode (vrijwillig)'],
  [/\(draft, NL\)/g, '(ontwerp)'],
]

export function cite(reference: string, language: Language): string {
  if (language === 'en') return reference
  return dutch.reduce((cited, [english, word]) => cited.replace(english, word), reference)
}
