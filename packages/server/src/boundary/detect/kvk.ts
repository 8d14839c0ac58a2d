// SPDX-License-Identifier: EUPL-1.2
import { isDigit } from '../text/characters.ts'
import { type DigitGroups, endAfter, touchesLetter } from './digits.ts'
import { BSN_WORDS, KVK_WORDS, lastOf, names } from './topics.ts'
import type { Candidate, Window } from './window.ts'

/** A number of the Dutch trade register: eight digits without a check digit, so a word must name it. */
export function kvkAt(window: Window, groups: DigitGroups): Candidate | undefined {
  const end = endAfter(groups, 8)
  if (end === undefined || isDigit(window.at(end)) || touchesLetter(window, groups.start, end)) return undefined
  const { before } = groups
  const kvk = lastOf(KVK_WORDS, before)
  const named = kvk >= 0 ? kvk > lastOf(BSN_WORDS, before) : names(KVK_WORDS, window.after(end, 24))
  return named ? { kind: 'kvk', start: groups.start, end, confidence: 0.95 } : undefined
}
