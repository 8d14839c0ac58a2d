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
import type { Candidate, Window } from './window.ts'

/** Where candidates go, and up to where digits are taken by a number that was found. */
export type Found = { readonly candidates: Candidate[]; takenUntil: number }

function keep(found: Found, candidate: Candidate | undefined): void {
  if (candidate !== undefined) found.candidates.push(candidate)
}

/** Also takes the digits of the candidate, so that none of them begins another number. */
function take(found: Found, candidate: Candidate | undefined): void {
  if (candidate === undefined) return
  found.candidates.push(candidate)
  found.takenUntil = Math.max(found.takenUntil, candidate.end)
}

/** Everything that begins in the run from `start` to `end`; `seen` are the classes of its characters. */
export function examineRun(window: Window, rules: Rules, start: number, end: number, seen: number, found: Found): void {
  if (end - start === 36 && isUuid(window.text.slice(start, end))) return
  if (seen & SYMBOL && end - start >= 10 && end - start < 64) keep(found, privateKeyAt(window, start))
  if (seen & DIGIT && end - start <= 10 && end - start >= 6) take(found, licencePlateAt(window, start, end))
  const { text } = window
  let before = classOf(window.at(start - 1))
  for (let at = start; at < end; at++) {
    const bits = classOf(text.charCodeAt(at))
    if ((bits & WORD) !== 0 && (before & WORD) === 0) examineWord(window, rules, at, end, found)
    if ((bits & DIGIT) !== 0 && (before & DIGIT) === 0) examineDigits(window, at, found)
    before = bits
  }
}

// A UUID (RFC 9562 §4) is made by a machine for a machine: what its digits resemble is chance.
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

function examineDigits(window: Window, start: number, found: Found): void {
  if (start < found.takenUntil) return
  // Somebody may write a word right before an IBAN; its build and checksum don't need the gap.
  if (isLetterPair(window, start)) take(found, ibanAt(window, start - 2))
  if (start < found.takenUntil || (isWord(window.at(start - 1)) && !isLongNumber(window, start))) return
  const number = numberAt(window, start)
  if (number === undefined) return
  found.candidates.push(...number.candidates)
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
export function examineWord(window: Window, rules: Rules, start: number, runEnd: number, found: Found): void {
  if (rules.lexicon.mayBegin(window.text, start, runEnd)) {
    rules.lexicon.meaningsAt(window, start, runEnd, (meaning, end) => judge(window, start, end, meaning, found))
  }
  for (const { kind, pattern } of rules.patterns) {
    if (pattern.firstCharacters[window.at(start)] !== 1) continue
    const end = matchEnd(pattern, window, start)
    if (end !== -1) found.candidates.push({ kind, start, end, confidence: 0.9 })
  }
  let end = start
  while (end < runEnd && isWord(window.text.charCodeAt(end))) end++
  examineShape(window, start, end, found)
}

function examineShape(window: Window, start: number, end: number, found: Found): void {
  const length = end - start
  if (length <= 4 && window.at(end) === 58 && isHexadecimal(window.at(start))) take(found, ipv6At(window, start))
  if (start < found.takenUntil || isDigit(window.at(start))) {
    return
  }
  const spaced = length <= 3 && window.at(end) === 32 && isDigit(window.at(end + 1))
  if (spaced && isUpper(window.at(start))) take(found, spacedLicencePlateAt(window, start))
  if (length === 2 ? spaced || window.at(end) === 46 || window.at(end) === 45 : isDigit(window.at(start + 2))) {
    take(found, ibanAt(window, start))
  }
  if (start < found.takenUntil) return
  if (length >= 2 && length <= 14) take(found, vatAt(window, start))
  if (length >= 7 && length <= 10) take(found, identityDocumentAt(window, start, end))
  if (length >= 16 && window.at(start + 2) === 74) keep(found, tokenAt(window, start))
}

function judge(window: Window, start: number, end: number, meaning: Meaning, found: Found): void {
  if ('finds' in meaning) {
    found.candidates.push({ kind: meaning.finds, start, end, confidence: meaning.confidence })
  } else if (meaning.begins === 'issued-key') {
    keep(found, issuedKeyAt(window, start))
  } else if (meaning.begins === 'named-secret') {
    keep(found, namedSecretAt(window, start))
  } else {
    const date = dateAt(window, start)
    if (date === undefined) return
    window.lastDateEnd = date.end
    found.takenUntil = Math.max(found.takenUntil, date.end)
    keep(found, date.candidate)
  }
}
