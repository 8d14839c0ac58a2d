// SPDX-License-Identifier: EUPL-1.2
// Nearly every word and number of a text begins nothing. These two functions see that from the few characters around it;
// where they aren't sure they answer `start`, and the detectors look. What they pass over must be what the detectors
// would find nothing in: a test compares both.
import type { Rules } from '../own-rules.ts'
import {
  baseLetter,
  classOf,
  isAlphanumeric,
  isDigit,
  isHexadecimal,
  isUpper,
  isWord,
  LOWER,
  letterIn,
  OTHER_LETTER,
  RUN,
  UPPER,
  unitOf,
} from '../text/characters.ts'
import { MONTHS } from './date-of-birth.ts'
import { SHORTEST_ENCODED } from './encoded.ts'
import { mayBeCountry } from './iban.ts'
import { KEY_LENGTH, keyWith } from './lexicon.ts'
import { isSeparator } from './phone.ts'

const LETTER = LOWER | UPPER | OTHER_LETTER
const LONGEST_WORD = 40
const LONGEST_NUMBER = 7
const [SPACE, COMMA, FULL_STOP, COLON, SEMICOLON, OPENING, CLOSING] = [32, 44, 46, 58, 59, 40, 41]

/** How far behind its beginning a number is looked at. */
const NUMBER_REACH = LONGEST_NUMBER + 14

/** The end of a word of letters with which nothing can begin, or `start`; what stands at `limit` is not known. */
export function plainWordEnd(text: string, start: number, limit: number, rules: Rules): number {
  const first = text.charCodeAt(start)
  if (rules.patternStarts[first] === 1) return start
  // Never behind the end of the text: after one such read V8 reads every character of every text three times slower.
  const most = Math.min(start + LONGEST_WORD, limit)
  let key = baseLetter(first)
  let end = start + 1
  let seen = 0
  let unit = 0
  for (; end < most; end++) {
    unit = unitOf(text.charCodeAt(end))
    if ((unit & LETTER) === 0) break
    if (end - start < KEY_LENGTH) key = keyWith(key, letterIn(unit))
    seen |= unit
  }
  // Mixed capitals may be base64, and what goes on isn't a word alone.
  if (end + 1 >= limit || (unit & RUN) !== 0 || ((seen & UPPER) !== 0 && end - start >= SHORTEST_ENCODED)) return start
  if (rules.lexicon.mayBeginWith(key)) return start
  return end - start > 4 || !mayLead(text, start, end) ? end : start
}

/** Whether a short word may be the beginning of an IBAN, a VAT number, a plate or an IPv6 address. */
function mayLead(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end)
  if (next === COLON) return isHexadecimal(text.charCodeAt(start))
  if (next !== SPACE || !isDigit(text.charCodeAt(end + 1))) return false
  const length = end - start
  if (length === 2 && mayBeCountry(text.charCodeAt(start), text.charCodeAt(start + 1))) return true
  return length <= 3 && isUpper(text.charCodeAt(start))
}

/** The end of a number of a few digits with which nothing can begin, or `start`; what stands at `limit` is not known. */
export function plainNumberEnd(text: string, start: number, limit: number, rules: Rules): number {
  if (start + NUMBER_REACH >= limit) return start
  if (rules.patternStarts[text.charCodeAt(start)] === 1 || rules.lexicon.mayBegin(text, start, start + 4)) return start
  let end = start + 1
  while (end - start <= LONGEST_NUMBER && isDigit(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  if (end - start > LONGEST_NUMBER || (classOf(next) & RUN) !== 0 || next === CLOSING) return start
  if (next === FULL_STOP) return digitsFollow(text, end) ? start : end
  if (next === COLON) return isSecondColonNear(text, end + 1) ? start : end
  const spaced = next === SPACE
  if (!spaced && next !== COMMA && next !== SEMICOLON && (next < 9 || next > 13)) return end
  if (spaced && mayGoOn(text, start, end)) return start
  return isPostcodeNear(text, end) ? start : end
}

/** Whether digits and a space may be the beginning of grouped digits, a postcode, a date or a plate. */
function mayGoOn(text: string, start: number, end: number): boolean {
  if (digitsFollow(text, end) || (end - start === 4 && isUpper(text.charCodeAt(end + 1)))) return true
  return beginsMonth(text, end + 1) || looksLikePlate(text, start)
}

/** Whether more digits come behind as many separators as stand between the groups of a phone number. */
function digitsFollow(text: string, from: number): boolean {
  let at = from
  while (at - from < 3 && isSeparator(text.charCodeAt(at))) at++
  const code = text.charCodeAt(at)
  return isDigit(code) || code === OPENING
}

function isSecondColonNear(text: string, from: number): boolean {
  for (let at = from; at < from + 5; at++) {
    const code = text.charCodeAt(at)
    if (code === COLON) return true
    if (!isHexadecimal(code)) return false
  }
  return false
}

function threeLetters(first: number, second: number, third: number): number {
  return ((first | 32) << 16) | ((second | 32) << 8) | (third | 32)
}

const MONTH_BEGINNINGS = new Set(
  ['of ', ...MONTHS.keys()].map((name) => threeLetters(name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(2))),
)

function beginsMonth(text: string, at: number): boolean {
  return MONTH_BEGINNINGS.has(threeLetters(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)))
}

/** Eight characters of letters and digits with two spaces among them, as in `12 ABC 3`. */
function looksLikePlate(text: string, start: number): boolean {
  let spaces = 0
  for (let at = start; at < start + 8; at++) {
    const code = text.charCodeAt(at)
    if (code === SPACE) spaces++
    else if (!isAlphanumeric(code)) return false
  }
  return spaces === 2 && !isWord(text.charCodeAt(start + 8))
}

/** Four digits not far behind what may be a house number. */
function isPostcodeNear(text: string, from: number): boolean {
  let digits = 0
  for (let at = from; at < from + 14; at++) {
    digits = isDigit(text.charCodeAt(at)) ? digits + 1 : 0
    if (digits === 4) return true
  }
  return false
}
