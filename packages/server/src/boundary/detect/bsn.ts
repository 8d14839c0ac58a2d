// SPDX-License-Identifier: EUPL-1.2
import { isDigit, isLetter, isWord } from '../text/characters.ts'
import { passesElevenTest } from './checksums.ts'
import {
  continuesBefore,
  continuesBehind,
  type DigitGroups,
  endAfter,
  groupEndingAt,
  hasSizes,
  isAmount,
  touchesLetter,
} from './digits.ts'
import { BSN_WORDS, KVK_WORDS, lastOf, names, THING_WORDS } from './topics.ts'
import type { Candidate, Window } from './window.ts'

/**
 * A citizen service number that a word nearby names: nine digits in any grouping, or eight of which the leading zero was
 * dropped (spreadsheets and JSON numbers do that), that pass the 11-test.
 */
export function namedBsnAt(window: Window, groups: DigitGroups): Candidate | undefined {
  for (const count of [9, 8]) {
    const end = endAfter(groups, count)
    if (end === undefined || !passesElevenTest(groups.digits.slice(0, count).padStart(9, '0'))) continue
    const named = nameNearby(window, groups.before, end)
    if (named === 'no' || (count === 8 && named === 'further')) continue
    return { kind: 'bsn', start: groups.start, end, confidence: named === 'nearest' ? 0.98 : 0.6 }
  }
  return undefined
}

/** `nearest`: the word that names it is about a BSN; `further`: such a word is near, but another one is nearer. */
function nameNearby(window: Window, before: string, end: number): 'nearest' | 'further' | 'no' {
  const bsn = lastOf(BSN_WORDS, before)
  if (bsn >= 0) return lastOf(THING_WORDS, before) > bsn || lastOf(KVK_WORDS, before) > bsn ? 'further' : 'nearest'
  if (!names(BSN_WORDS, window.after(end, 32))) return 'no'
  return names(KVK_WORDS, before) ? 'further' : 'nearest'
}

/**
 * Nine digits that pass the 11-test and that nothing names. One number in eleven does by chance, so the confidence is
 * low; but a BSN is often written without a word of what it is, and a redaction must not miss it.
 */
export function unnamedBsnAt(window: Window, groups: DigitGroups): Candidate | undefined {
  const end = endAfter(groups, 9)
  if (end === undefined || !passesElevenTest(groups.digits.slice(0, 9))) return undefined
  const last = groupEndingAt(groups, 9)
  const { start } = groups
  const written = last === 0 ? asOneNumber(window, start, end) : inGroups(window, groups, last, end)
  if (written === undefined || isAmount(window, start, end)) return undefined
  const thing = names(THING_WORDS, groups.before)
  return { kind: 'bsn', start, end, confidence: thing ? 0.2 : written }
}

function asOneNumber(window: Window, start: number, end: number): number | undefined {
  // A decimal point before it makes it a fraction; a comma may as well stand between the fields of a table.
  if (window.at(start - 1) === 46 && isDigit(window.at(start - 2))) return undefined
  if (!touchesLetter(window, start, end)) return 0.4
  return aloneInWord(window, start, end) ? 0.3 : undefined
}

// `nr123456782` is a number with a word; digits among the letters and digits of a key or a hash are none.
function aloneInWord(window: Window, start: number, end: number): boolean {
  let left = start - 1
  while (start - left <= 24 && isLetter(window.at(left))) left--
  let right = end
  while (right - end <= 24 && isLetter(window.at(right))) right++
  return !isWord(window.at(left)) && !isWord(window.at(right))
}

/** The groupings in which people write a BSN: 1234.56.782 and 123.456.782, where the latter may be part of a larger number. */
function inGroups(window: Window, groups: DigitGroups, last: number, end: number): number | undefined {
  if (last !== 2 || touchesLetter(window, groups.start, end)) return undefined
  if (continuesBefore(window, groups.start) || continuesBehind(window, end)) return undefined
  if (hasSizes(groups, [4, 2, 3])) return 0.6
  if (!hasSizes(groups, [3, 3, 3]) || groups.separators[0] === '/') return undefined
  const larger = groups.totals[3] === 12 || (window.at(groups.start - 1) === 32 && isDigit(window.at(groups.start - 2)))
  return larger ? undefined : 0.4
}
