// SPDX-License-Identifier: EUPL-1.2
import { isIPv6 } from 'node:net'
import { isAlphanumeric, isDigit, isHexadecimal } from '../text/characters.ts'
import type { Candidate, Window } from './window.ts'

// Versions of a product and numbers of a section have four parts too: `Chrome/120.0.0.0`, `section-8.1.2.2`.
const NO_ADDRESS_BEFORE =
  /(?:(?:\bv|version|versie|release|firmware|section|sectie|paragraaf|chapter|hoofdstuk|clause|§)[ :=#-]*|[a-z]\/)$/

/** Four numbers up to 255 with dots, not part of a longer dotted number and not called a version. */
export function ipv4At(window: Window, start: number): Candidate | undefined {
  if (isAlphanumeric(window.at(start - 1)) || window.at(start - 1) === 46) return undefined
  let at = start
  for (let part = 0; part < 4; part++) {
    if (part > 0 && window.at(at++) !== 46) return undefined
    const from = at
    while (at - from < 4 && isDigit(window.at(at))) at++
    const value = window.text.slice(from, at)
    if (value === '' || value.length > 3 || Number(value) > 255 || (value.length > 1 && value.startsWith('0')))
      return undefined
  }
  if (isAlphanumeric(window.at(at)) || (window.at(at) === 46 && isDigit(window.at(at + 1)))) return undefined
  return NO_ADDRESS_BEFORE.test(window.before(start, 12))
    ? undefined
    : { kind: 'ipv4', start, end: at, confidence: 0.9 }
}

const LONGEST = 45

/** An IPv6 address (RFC 4291 §2.2) with at least one digit, so that `a::b` in program text is none. */
export function ipv6At(window: Window, start: number): Candidate | undefined {
  const before = window.at(start - 1)
  if (isAlphanumeric(before) || before === 58) return undefined
  let end = start
  let colons = 0
  let digits = 0
  while (end - start <= LONGEST) {
    const code = window.at(end)
    if (code === 58) colons++
    else if (isDigit(code)) digits++
    else if (!isHexadecimal(code) && !(code === 46 && colons >= 2 && isDigit(window.at(end + 1)))) break
    end++
  }
  if (colons < 2 || digits === 0 || end - start > LONGEST || isAlphanumeric(window.at(end))) return undefined
  if (window.at(end - 1) === 58 && window.at(end - 2) !== 58) end--
  const address = window.text.slice(start, end)
  return isIPv6(address) ? { kind: 'ipv6', start, end, confidence: 0.95 } : undefined
}
