// SPDX-License-Identifier: EUPL-1.2
import { isDigit, isLetter } from '../text/characters.ts'
import type { Window } from './window.ts'

/** Digits with single separators between them, from the first group on: `1234.56.782` is 1234, 56 and 782. */
export type DigitGroups = {
  readonly start: number
  /** All digits, without separators. */
  readonly digits: string
  /** The number of digits up to and including each group. */
  readonly totals: readonly number[]
  /** The index behind each group. */
  readonly ends: readonly number[]
  /** The separator before each group but the first. */
  readonly separators: readonly string[]
  /** What stands before the number, in lower case; empty when there is no word in it. */
  readonly before: string
}

/** No number that the detectors know has more digits. */
export const MAX_DIGITS = 19

/** Space, full stop, hyphen, slash. */
function isSeparator(code: number): boolean {
  return code === 32 || code === 46 || code === 45 || code === 47
}

/** The index behind the digits from `start` on, reading at most one more than `MAX_DIGITS`. */
export function digitsEnd(window: Window, start: number): number {
  let end = start
  while (end - start <= MAX_DIGITS && isDigit(window.at(end))) end++
  return end
}

/** The groups that begin at `start`, up to `MAX_DIGITS` digits; `undefined` when one group alone has more. */
export function readGroups(window: Window, start: number, before: string): DigitGroups | undefined {
  let digits = ''
  const totals: number[] = []
  const ends: number[] = []
  const separators: string[] = []
  for (let at = start; ; ) {
    const end = digitsEnd(window, at)
    if (digits.length + end - at > MAX_DIGITS) break
    digits += window.text.slice(at, end)
    totals.push(digits.length)
    ends.push(end)
    const separator = window.at(end)
    if (!isSeparator(separator) || !isDigit(window.at(end + 1))) break
    separators.push(String.fromCharCode(separator))
    at = end + 1
  }
  if (ends.length === 0) return undefined
  return { start, digits, totals, ends, separators, before }
}

/** After how many digits the groups that `readGroups` would read end: a bit for each count. */
export function totalsAt(window: Window, start: number): number {
  let bits = 0
  let count = 0
  for (let at = start; ; ) {
    const end = digitsEnd(window, at)
    count += end - at
    if (count > MAX_DIGITS) return bits
    bits |= 1 << count
    if (!isSeparator(window.at(end)) || !isDigit(window.at(end + 1))) return bits
    at = end + 1
  }
}

/** The index behind the first `count` digits from `start` on. */
export function behindDigits(window: Window, start: number, count: number): number {
  let at = start
  for (let left = count; left > 0; at++) if (isDigit(window.at(at))) left--
  return at
}

/** Which group ends after exactly `count` digits, or -1. */
export function groupEndingAt({ totals }: Pick<DigitGroups, 'totals'>, count: number): number {
  return totals.indexOf(count)
}

/** The index behind the group that ends after exactly `count` digits. */
export function endAfter(groups: Pick<DigitGroups, 'totals' | 'ends'>, count: number): number | undefined {
  const last = groupEndingAt(groups, count)
  // -1 is no index, and V8 would look for a member of that name.
  return last === -1 ? undefined : groups.ends[last]
}

/** Whether the groups up to `last` have these sizes, with the same separator between all. */
export function hasSizes(groups: DigitGroups, sizes: readonly number[]): boolean {
  let total = 0
  for (const [index, size] of sizes.entries()) {
    total += size
    if (groups.totals[index] !== total) return false
    if (index > 1 && groups.separators[index - 1] !== groups.separators[0]) return false
  }
  return true
}

/** Whether the number continues on either side: as a decimal, a longer code, a version, an address. */
export function continuesBefore(window: Window, start: number): boolean {
  const before = window.at(start - 1)
  return (
    (before === 46 || before === 44 || before === 47 || before === 58 || before === 45) && isDigit(window.at(start - 2))
  )
}

export function continuesBehind(window: Window, end: number): boolean {
  const behind = window.at(end)
  return (
    (behind === 46 || behind === 44 || behind === 47 || behind === 58 || behind === 45) && isDigit(window.at(end + 1))
  )
}

/** Whether a letter touches the number on either side. */
export function touchesLetter(window: Window, start: number, end: number): boolean {
  return isLetter(window.at(start - 1)) || isLetter(window.at(end))
}

const CURRENCY_BEFORE = /(?:[€$£¥]|\b(?:eur|usd|gbp|chf))\s?-?$/
const CURRENCY_BEHIND = /^(?:[.,]\d{1,2}(?!\d)|,-|\s?(?:[€$£¥%]|(?:eur|usd|gbp|chf|euro|miljoen|million)(?![a-z])))/

/** Whether a currency or a fraction says that the number is an amount. */
export function isAmount(window: Window, start: number, end: number): boolean {
  return CURRENCY_BEFORE.test(window.before(start, 6)) || CURRENCY_BEHIND.test(window.after(end, 10))
}
