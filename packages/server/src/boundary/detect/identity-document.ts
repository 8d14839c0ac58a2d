// SPDX-License-Identifier: EUPL-1.2
import { isWord } from '../text/characters.ts'
import { DOCUMENT_WORDS, DRIVING_LICENCE_WORDS, names } from './topics.ts'
import type { Candidate, Window } from './window.ts'

// Dutch passports and identity cards: two letters, six letters or digits, a digit, never the letter O (RvIG). Other
// countries: one or two letters and six to eight digits, or nine digits (ICAO Doc 9303 allows nine characters).
const DOCUMENT = /^(?:[A-NP-Z]{2}[A-NP-Z0-9]{6}\d|[A-Z]{1,2}\d{6,8}|\d{9}|\d{2}[A-Z]{2}\d{5})$/i
const DRIVING_LICENCE = /^\d{10}$/
const [SHORTEST, LONGEST] = [7, 10]

/** The number of a passport, identity card or driving licence: none has a check digit, so a word must name it. */
export function identityDocumentAt(window: Window, start: number, end: number): Candidate | undefined {
  if (end - start < SHORTEST || end - start > LONGEST) return undefined
  const text = window.text.slice(start, end)
  if (isWord(window.at(end)) || !/\d/.test(text)) return undefined
  const named =
    (DOCUMENT.test(text) && names(DOCUMENT_WORDS, window.before(start))) ||
    (DRIVING_LICENCE.test(text) && names(DRIVING_LICENCE_WORDS, window.before(start)))
  return named ? { kind: 'identity-document', start, end, confidence: 0.9 } : undefined
}
