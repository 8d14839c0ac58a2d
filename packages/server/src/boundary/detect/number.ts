// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isDigit, isLetter, isUpper } from '../text/characters.ts'
import { addressAt } from './address.ts'
import { namedBsnAt, unnamedBsnAt } from './bsn.ts'
import { dateAt } from './date-of-birth.ts'
import { type DigitGroups, digitsEnd, endAfter, MAX_DIGITS, readGroups } from './digits.ts'
import { identityDocumentAt } from './identity-document.ts'
import { ipv4At } from './ip-address.ts'
import { kvkAt } from './kvk.ts'
import { spacedLicencePlateAt } from './licence-plate.ts'
import { paymentCardAt } from './payment-card.ts'
import { phoneAt } from './phone.ts'
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
  const before = window.hasWordBefore(start) ? window.before(start) : ''
  if (digits < 3 && before === '' && !plus && window.at(start) !== 48) return undefined
  const groups = readGroups(window, start, before)
  if (groups === undefined) return undefined
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
  return window.at(space) === 32 && isDigit(window.at(space + 4))
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
  const possible = plus || groups.digits.startsWith('0') || (groups.totals[0] === 3 && groups.before !== '')
  return possible ? phoneAt(window, plus ? groups.start - 1 : groups.start) : undefined
}

function dutchVat(window: Window, groups: DigitGroups): Candidate | undefined {
  const end = endAfter(groups, 9)
  if (end === undefined) return undefined
  const letter = window.at(end) === 46 || window.at(end) === 32 ? window.at(end + 1) : window.at(end)
  return letter === 66 || letter === 98 ? dutchVatAt(window, groups.start) : undefined
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
