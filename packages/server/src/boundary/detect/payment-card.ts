// SPDX-License-Identifier: EUPL-1.2
import { passesLuhn } from './checksums.ts'
import {
  continuesBefore,
  continuesBehind,
  type DigitGroups,
  endAfter,
  groupEndingAt,
  hasSizes,
  touchesLetter,
} from './digits.ts'
import { CARD_WORDS, names, THING_WORDS } from './topics.ts'
import type { Candidate, Window } from './window.ts'

// Issuer ranges and lengths (ISO/IEC 7812-1; the schemes' published ranges): Visa, Mastercard, American Express,
// Diners Club, Discover, JCB, UnionPay.
const SCHEMES: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [16, 13, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-59]|[689])/, [14, 16]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^62/, [16, 19, 18, 17]],
]

/** Maestro's ranges are wide and shared with other numbers: only a word like `kaart` makes it a card. */
const MAESTRO = /^(?:50|5[6-9]|6)/
const MAESTRO_LENGTHS = [16, 19, 18, 13, 12]

/** A payment card number: its issuer's range and length, Luhn, in one piece or in the groups that cards show. */
export function paymentCardAt(window: Window, groups: DigitGroups): Candidate | undefined {
  if (groups.digits.length < 12 || !'23456'.includes(groups.digits.charAt(0))) return undefined
  const lengths = SCHEMES.find(([range]) => range.test(groups.digits))?.[1]
  return (
    withLengths(window, groups, lengths ?? [], false) ??
    (MAESTRO.test(groups.digits) ? withLengths(window, groups, MAESTRO_LENGTHS, true) : undefined)
  )
}

function withLengths(window: Window, groups: DigitGroups, lengths: readonly number[], mustBeNamed: boolean) {
  for (const length of lengths) {
    const end = endAfter(groups, length)
    if (end === undefined || !passesLuhn(groups.digits.slice(0, length))) continue
    const named = names(CARD_WORDS, groups.before)
    if (
      !named &&
      (mustBeNamed || !asOnCards(groups, groupEndingAt(groups, length)) || embedded(window, groups.start, end))
    )
      continue
    const confidence = named ? 0.99 : names(THING_WORDS, groups.before) ? 0.3 : 0.9
    return { kind: 'payment-card', start: groups.start, end, confidence } as const
  }
  return undefined
}

function embedded(window: Window, start: number, end: number): boolean {
  return continuesBefore(window, start) || continuesBehind(window, end) || touchesLetter(window, start, end)
}

function asOnCards(groups: DigitGroups, last: number): boolean {
  if (last === 0) return true
  return (
    (last === 3 && hasSizes(groups, [4, 4, 4, 4])) ||
    (last === 2 && (hasSizes(groups, [4, 6, 5]) || hasSizes(groups, [4, 6, 4]))) ||
    (last === 4 && hasSizes(groups, [4, 4, 4, 4, 3]))
  )
}
