// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isDigit, isLetter, isSpace, isUpper } from '../text/characters.ts'
import type { Candidate, Window } from './window.ts'

// Postcode and house number together name one Dutch address (NEN 5825); a street name adds nothing to that.
const NEVER_LETTERS = new Set(['SA', 'SD', 'SS'])
const MAX_HOUSE_DIGITS = 5

/** A postcode with the house number behind it or before it: `1234 AB 12`, `12-3, 1234 AB`; `start` is at a digit. */
export function addressAt(window: Window, start: number, digits: number): Candidate | undefined {
  if (isAlphanumeric(window.at(start - 1))) return undefined
  if (digits === 4) {
    const postcode = postcodeEnd(window, start)
    const end = postcode === -1 ? -1 : houseNumberBehind(window, postcode)
    if (end !== -1) return { kind: 'address', start, end, confidence: 0.95 }
  }
  if (digits > MAX_HOUSE_DIGITS || window.at(start) === 48) return undefined
  const end = postcodeBehind(window, start + digits)
  return end === -1 ? undefined : { kind: 'address', start, end, confidence: 0.95 }
}

/** The index behind a postcode at `start`, or -1. Small letters count only when they touch the digits. */
function postcodeEnd(window: Window, start: number): number {
  if (window.at(start) === 48) return -1
  for (let index = 0; index < 4; index++) if (!isDigit(window.at(start + index))) return -1
  const spaced = window.at(start + 4) === 32
  const letters = spaced ? start + 5 : start + 4
  const accepted = spaced ? isUpper : isLetter
  if (!accepted(window.at(letters)) || !accepted(window.at(letters + 1)) || isLetter(window.at(letters + 2))) return -1
  return NEVER_LETTERS.has(window.ahead(letters, 2).toUpperCase()) ? -1 : letters + 2
}

const BEFORE_HOUSE_NUMBER = /^(?:[ ,:;/-]|nr\.?|no\.?|huisnummer|huisnr\.?|number)*/

function houseNumberBehind(window: Window, postcode: number): number {
  const between = window.after(postcode, 16)
  const at = postcode + (BEFORE_HOUSE_NUMBER.exec(between)?.[0].length ?? 0)
  // `2237bb4` is part of a hash; `1234AB12` in capitals is how tables join the two.
  if (at === postcode && !isUpper(window.at(postcode - 1))) return -1
  let end = at
  while (end - at <= MAX_HOUSE_DIGITS && isDigit(window.at(end))) end++
  if (end === at || end - at > MAX_HOUSE_DIGITS || window.at(at) === 48) return -1
  return additionEnd(window, end)
}

/** Behind a house number: a letter or an addition, `12a`, `12-3`, `12 bis`. */
function additionEnd(window: Window, end: number): number {
  if (isLetter(window.at(end)) && !isAlphanumeric(window.at(end + 1))) return end + 1
  if (window.at(end) !== 45) return isAlphanumeric(window.at(end)) ? -1 : end
  let addition = end + 1
  while (addition - end <= 4 && isAlphanumeric(window.at(addition))) addition++
  return addition === end + 1 || addition - end > 4 ? end : addition
}

const ADDITION = /^(?:[ -]?(?:bis|hs|huis|[a-z]{1,2}|[0-9]{1,4}|[ivx]{1,4})(?![a-z0-9]))?[ ,;\r\n\t]{1,4}/

function postcodeBehind(window: Window, house: number): number {
  const behind = window.at(house)
  if (!isSpace(behind) && behind !== 44 && behind !== 45 && behind !== 59 && !isLetter(behind)) return -1
  if (!fourDigitsWithin(window, house, 14)) return -1
  const addition = ADDITION.exec(lowerAcrossLines(window, house, 10))?.[0].length
  return addition === undefined ? -1 : postcodeEnd(window, house + addition)
}

/** A cheap look at whether four digits stand near behind a house number. */
function fourDigitsWithin(window: Window, from: number, count: number): boolean {
  let digits = 0
  for (let at = from; at < from + count && digits < 4; at++) {
    const code = window.at(at)
    if (code === 0) return false
    digits = isDigit(code) ? digits + 1 : 0
  }
  return digits === 4
}

function lowerAcrossLines(window: Window, from: number, count: number): string {
  let end = from
  while (end < from + count && window.at(end) !== 0) end++
  return window.text.slice(from, end).toLowerCase()
}
