// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isDigit, isLetter, isUpper } from '../text/characters.ts'
import { addressAt } from './address.ts'
import { namedBsnAt, unnamedBsnAt } from './bsn.ts'
import { dateAt } from './date-of-birth.ts'
import { behindDigits, type DigitGroups, digitsEnd, endAfter, MAX_DIGITS, readGroups, totalsAt } from './digits.ts'
import { identityDocumentAt } from './identity-document.ts'
import { ipv4At } from './ip-address.ts'
import { kvkAt } from './kvk.ts'
import { spacedLicencePlateAt } from './licence-plate.ts'
import { paymentCardAt } from './payment-card.ts'
import { mayBeDialled, phoneAt } from './phone.ts'
import { hasWord, KVK_WORDS, names } from './topics.ts'
import { dutchVatAt } from './vat.ts'
import type { Candidate, Window } from './window.ts'

/** What a number is, and up to where its digits can't be anything else. */
type NumberRead = { readonly end: number; readonly candidates: readonly Candidate[] }

/**
 * The number whose first digit stands at `start`. What a fixed shape or a checksum proves comes before what a word
 * suggests, and that before what only looks so: the first answer takes the digits.
 */
export function numberAt(window: Window, start: number): NumberRead | undefined {
  const digits = digitsEnd(window, start) - start
  if (digits > MAX_DIGITS) return undefined
  const shaped = shapedAt(window, start, digits)
  if (shaped !== undefined) return shaped
  const plus = window.at(start - 1) === 43
  const grouped = !isAlphanumeric(window.at(start + digits)) && isDigit(afterSeparators(window, start + digits))
  if (digits < 8 && !grouped && !plus) return undefined
  // One or two digits before others are a phone number's `06` or what a word says they are: else a column of figures.
  const isNamed = window.hasWordBefore(start)
  if (digits < 3 && !isNamed && !plus && window.at(start) !== 48) return undefined
  if (!plus && !mayBeAny(window, start, digits, isNamed)) return undefined
  return groupedAt(window, start, digits, isNamed)
}

/** What the digits and those of the groups behind them are, judged by their number, their check digits and words. */
export function groupedAt(window: Window, start: number, digits: number, isNamed: boolean): NumberRead | undefined {
  const groups = readGroups(window, start, isNamed ? window.before(start) : '')
  if (groups === undefined) return undefined
  const plus = window.at(start - 1) === 43
  return (
    only(paymentCardAt(window, groups)) ??
    only(namedBsnAt(window, groups)) ??
    only(dutchVat(window, groups)) ??
    only(phone(window, groups, plus)) ??
    only(kvkAt(window, groups)) ??
    documentOrBoth(window, groups, digits) ??
    only(unnamedBsnAt(window, groups))
  )
}

/**
 * A cheap look at whether `groupedAt` could find something behind no plus: of a text of nothing but small numbers each
 * would be read as all that it could be part of.
 */
export function mayBeAny(window: Window, start: number, digits: number, isNamed: boolean): boolean {
  const first = window.at(start)
  if (first === 48 && mayBeDialled(window, start, digits, isNamed)) return true
  if (isNamed && (digits === 3 || digits >= 7)) return true
  const totals = totalsAt(window, start)
  // Issuers' numbers begin with 2 to 6.
  if (totals >>> 12 !== 0 && first >= 50 && first <= 54) return true
  if (endsAfter(totals, 9)) {
    if (isElevenfold(window, start, 9) || isVatLetter(window, behindDigits(window, start, 9))) return true
  }
  // Of a BSN without its zero or a number of the trade register only a word tells.
  if (!endsAfter(totals, 8)) return false
  const behind = window.after(behindDigits(window, start, 8), 32)
  if (!isNamed && !hasWord(behind)) return false
  return isElevenfold(window, start, 8) || names(KVK_WORDS, behind) || names(KVK_WORDS, window.before(start))
}

function endsAfter(totals: number, count: number): boolean {
  return (totals & (1 << count)) !== 0
}

/** Whether that many digits from `start` on, whatever separates them, pass the 11-test. */
function isElevenfold(window: Window, start: number, count: number): boolean {
  let sum = 0
  let weight = count
  for (let at = start; weight > 0; at++) {
    const code = window.at(at)
    if (!isDigit(code)) continue
    sum += (code - 48) * (weight === 1 ? -1 : weight)
    weight--
  }
  return sum % 11 === 0
}

function shapedAt(window: Window, start: number, digits: number): NumberRead | undefined {
  const next = window.at(start + digits)
  if (digits <= 3 && next === 46) {
    const address = ipv4At(window, start)
    // `BSN 123.45.67.82`: what a word says and a checksum proves beats what it looks like.
    if (address !== undefined) return only(namedBsn(window, start) ?? address)
  }
  if (mayBeDate(window, start, digits)) {
    const date = dateAt(window, start)
    if (date !== undefined) {
      window.found.lastDateEnd = date.end
      return { end: date.end, candidates: date.candidate === undefined ? [] : [date.candidate] }
    }
  }
  if (digits > 5) return undefined
  return only(addressAt(window, start, digits)) ?? (next === 32 ? only(spacedLicencePlateAt(window, start)) : undefined)
}

function namedBsn(window: Window, start: number): Candidate | undefined {
  const groups = readGroups(window, start, window.before(start))
  return groups && namedBsnAt(window, groups)
}

/** A cheap look at whether the digits could be the first part of a date. */
function mayBeDate(window: Window, start: number, digits: number): boolean {
  if (digits === 8) return true
  if (digits > 2 && digits !== 4) return false
  const next = window.at(start + digits)
  const second = window.at(start + digits + 1)
  if (next === 45 || next === 46 || next === 47) {
    if (!isDigit(second)) return next === 45 && digits <= 2 && beginsMonth(second)
    const third = window.at(start + digits + 2)
    return third === next || (isDigit(third) && window.at(start + digits + 3) === next)
  }
  if (digits > 2) return false
  if (next === 32) return isDigit(second) ? yearBehind(window, start + digits + 1) : beginsMonth(second)
  return isLetter(next) && !isUpper(next)
}

/** Whether the one or two digits from `at` on, and a space, have four digits behind them. */
function yearBehind(window: Window, at: number): boolean {
  const space = isDigit(window.at(at + 1)) ? at + 2 : at + 1
  if (window.at(space) !== 32) return false
  for (let digit = space + 1; digit <= space + 4; digit++) if (!isDigit(window.at(digit))) return false
  return true
}

function beginsMonth(code: number): boolean {
  return isLetter(code) && 'jfmasond'.includes(String.fromCharCode(code | 32))
}

function afterSeparators(window: Window, from: number): number {
  let at = from
  while (at - from < 3 && isSeparator(window.at(at))) at++
  return window.at(at)
}

function isSeparator(code: number): boolean {
  return code === 32 || code === 41 || code === 45 || code === 46 || code === 47
}

function phone(window: Window, groups: DigitGroups, plus: boolean): Candidate | undefined {
  const [first = 0] = groups.totals
  const isNamed = groups.before !== ''
  const isDialled = groups.digits.startsWith('0') && mayBeDialled(window, groups.start, first, isNamed)
  return plus || isDialled || (first === 3 && isNamed)
    ? phoneAt(window, plus ? groups.start - 1 : groups.start)
    : undefined
}

function dutchVat(window: Window, groups: DigitGroups): Candidate | undefined {
  const end = endAfter(groups, 9)
  return end !== undefined && isVatLetter(window, end) ? dutchVatAt(window, groups.start) : undefined
}

/** The B of `123456782B01`. */
function isVatLetter(window: Window, end: number): boolean {
  const letter = window.at(end) === 46 || window.at(end) === 32 ? window.at(end + 1) : window.at(end)
  return letter === 66 || letter === 98
}

/** Nine digits may be both a foreign passport's number and a BSN: then they are both. */
function documentOrBoth(window: Window, groups: DigitGroups, digits: number): NumberRead | undefined {
  const found = identityDocumentAt(window, groups.start, groups.start + digits)
  if (found === undefined) return undefined
  const bsn = unnamedBsnAt(window, groups)
  return { end: found.end, candidates: bsn === undefined ? [found] : [found, bsn] }
}

function only(candidate: Candidate | undefined): NumberRead | undefined {
  return candidate && { end: candidate.end, candidates: [candidate] }
}
