// SPDX-License-Identifier: EUPL-1.2
import type { Rules } from '../own-rules.ts'
import { classOf, DIGIT, isDigit, isHexadecimal, isUpper, isWord, SYMBOL, WORD } from '../text/characters.ts'
import { dateAt } from './date-of-birth.ts'
import { ibanAt } from './iban.ts'
import { identityDocumentAt } from './identity-document.ts'
import { ipv6At } from './ip-address.ts'
import type { Meaning } from './lexicon.ts'
import { licencePlateAt, spacedLicencePlateAt } from './licence-plate.ts'
import { namedSecretAt } from './named-secret.ts'
import { numberAt } from './number.ts'
import { matchEnd } from './pattern.ts'
import { issuedKeyAt, privateKeyAt, tokenAt } from './secret.ts'
import { vatAt } from './vat.ts'
import type { Window } from './window.ts'

const PATTERN_CONFIDENCE = 0.9
const PEM_BEGIN = '-----BEGIN'

/** Everything that begins in the run from `start` to `end`; `seen` are the classes of its characters. */
export function examineRun(window: Window, rules: Rules, start: number, end: number, seen: number): void {
  const { found } = window
  if (end - start === 36 && isUuid(window.text.slice(start, end))) return
  if (seen & SYMBOL && end - start >= PEM_BEGIN.length) {
    const key = window.text.slice(start, end).indexOf(PEM_BEGIN)
    if (key !== -1) found.keep(privateKeyAt(window, start + key))
  }
  if (seen & DIGIT && end - start <= 10 && end - start >= 6) found.take(licencePlateAt(window, start, end))
  const { text } = window
  let before = classOf(window.at(start - 1))
  for (let at = start; at < end; at++) {
    const bits = classOf(text.charCodeAt(at))
    if ((bits & WORD) !== 0 && (before & WORD) === 0) examineWord(window, rules, at, end)
    if ((bits & DIGIT) !== 0 && (before & DIGIT) === 0) examineDigits(window, at)
    before = bits
  }
}

// A UUID (RFC 9562 §4) is made by a machine for a machine: what its digits resemble is chance.
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

function examineDigits(window: Window, start: number): void {
  const { found } = window
  if (start < found.takenUntil) return
  // Somebody may write a word right before an IBAN; its build and checksum don't need the gap.
  if (isLetterPair(window, start)) found.take(ibanAt(window, start - 2))
  if (start < found.takenUntil || (isWord(window.at(start - 1)) && !isLongNumber(window, start))) return
  const number = numberAt(window, start)
  if (number === undefined) return
  for (const candidate of number.candidates) found.keep(candidate)
  found.takenUntil = number.end
}

// Behind a letter only a number long enough to be told from part of a code counts.
function isLongNumber(window: Window, start: number): boolean {
  for (let at = start; at < start + 8; at++) if (!isDigit(window.at(at))) return false
  return true
}

function isLetterPair(window: Window, start: number): boolean {
  return isLetterAt(window, start - 1) && isLetterAt(window, start - 2)
}

function isLetterAt(window: Window, at: number): boolean {
  const code = window.at(at) | 32
  return code >= 97 && code <= 122
}

/** What begins with the word at `start`: words of the lexicon, the organisation's patterns, numbers led by letters. */
function examineWord(window: Window, rules: Rules, start: number, runEnd: number): void {
  if (rules.lexicon.mayBegin(window.text, start, runEnd)) {
    rules.lexicon.meaningsAt(window, start, runEnd, (meaning, end) => judge(window, start, end, meaning))
  }
  for (const { kind, pattern } of rules.patterns) {
    if (pattern.firstCharacters[window.at(start)] !== 1) continue
    const end = matchEnd(pattern, window, start)
    if (end !== -1) window.found.keep({ kind, start, end, confidence: PATTERN_CONFIDENCE })
  }
  let end = start
  while (end < runEnd && isWord(window.text.charCodeAt(end))) end++
  examineShape(window, start, end)
}

function examineShape(window: Window, start: number, end: number): void {
  const { found } = window
  const length = end - start
  if (length <= 4 && window.at(end) === 58 && isHexadecimal(window.at(start))) found.take(ipv6At(window, start))
  if (start < found.takenUntil || isDigit(window.at(start))) return
  const spaced = length <= 3 && window.at(end) === 32 && isDigit(window.at(end + 1))
  if (spaced && isUpper(window.at(start))) found.take(spacedLicencePlateAt(window, start))
  if (length === 2 ? spaced || window.at(end) === 46 || window.at(end) === 45 : isDigit(window.at(start + 2))) {
    found.take(ibanAt(window, start))
  }
  if (start < found.takenUntil) return
  if (length >= 2 && length <= 14) found.take(vatAt(window, start))
  found.take(identityDocumentAt(window, start, end))
  if (length >= 16 && window.at(start + 2) === 74) found.keep(tokenAt(window, start))
}

function judge(window: Window, start: number, end: number, meaning: Meaning): void {
  const { found } = window
  if ('finds' in meaning) {
    found.keep({ kind: meaning.finds, start, end, confidence: meaning.confidence })
  } else if (meaning.begins === 'issued-key') {
    found.keep(issuedKeyAt(window, start))
  } else if (meaning.begins === 'named-secret') {
    if (start < found.secretUntil) return
    const secret = namedSecretAt(window, start)
    found.keep(secret)
    found.secretUntil = secret?.end ?? found.secretUntil
  } else {
    const date = dateAt(window, start)
    if (date === undefined) return
    found.lastDateEnd = date.end
    found.takenUntil = Math.max(found.takenUntil, date.end)
    found.keep(date.candidate)
  }
}
