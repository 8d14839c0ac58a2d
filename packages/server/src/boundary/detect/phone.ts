// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isDigit, isLetter } from '../text/characters.ts'
import { continuesBefore, endAfter } from './digits.ts'
import { lastOf, names, PHONE_WORDS, THING_WORDS } from './topics.ts'
import type { Candidate, Window } from './window.ts'

/** Digits in a country's numbers behind the country code: fewest and most (ITU-T E.164 and the countries' numbering plans). */
const COUNTRIES: Readonly<Record<string, readonly [number, number]>> = {
  1: [10, 10],
  7: [10, 10],
  20: [8, 10],
  27: [9, 9],
  30: [10, 10],
  31: [9, 9],
  32: [8, 9],
  33: [9, 9],
  34: [9, 9],
  36: [8, 9],
  39: [8, 11],
  40: [9, 9],
  41: [9, 9],
  43: [7, 12],
  44: [9, 10],
  45: [8, 8],
  46: [7, 10],
  47: [8, 8],
  48: [9, 9],
  49: [6, 11],
  55: [10, 11],
  61: [9, 9],
  62: [7, 12],
  81: [9, 10],
  86: [10, 11],
  90: [10, 10],
  91: [10, 10],
  212: [9, 9],
  213: [8, 9],
  216: [8, 8],
  297: [7, 7],
  351: [9, 9],
  352: [6, 9],
  353: [7, 9],
  354: [7, 7],
  356: [8, 8],
  357: [8, 8],
  358: [6, 11],
  359: [7, 9],
  370: [8, 8],
  371: [8, 8],
  372: [7, 8],
  380: [9, 9],
  385: [8, 9],
  386: [8, 8],
  420: [9, 9],
  421: [9, 9],
  597: [6, 7],
  599: [7, 8],
  963: [8, 9],
  964: [8, 10],
  972: [8, 9],
}

/** Dutch area codes of three digits (Nummerplan telefoon- en ISDN-diensten); those of four begin with one of the prefixes. */
const AREA_CODES = new Set(
  '010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079 085 088'.split(
    ' ',
  ),
)
const LONG_AREA_CODE = /^0(?:1[1-8]|2[2-9]|3[1-4]|4[1-9]|5[1-9])\d/

const MAX_PHONE_DIGITS = 17
const MAX_GROUPS = 10

type Dialled = { readonly digits: string; readonly totals: readonly number[]; readonly ends: readonly number[] }

/** A phone number that begins at `start` with a plus, a parenthesis or a digit. */
export function phoneAt(window: Window, start: number): Candidate | undefined {
  const first = window.at(start)
  const plus = first === 43 || (first === 40 && window.at(start + 1) === 43)
  if (!plus && window.at(first === 40 ? start + 1 : start) !== 48) return americanAt(window, start)
  if (isDigit(window.at(start - 1)) || (!plus && (isLetter(window.at(start - 1)) || continuesBefore(window, start)))) {
    return undefined
  }
  const dialled = dial(window, start)
  const abroad = plus ? dialled : withoutTwoZeros(dialled)
  const found = abroad === undefined ? dutch(window, start, dialled) : international(abroad, plus)
  if (found === undefined || isAlphanumeric(window.at(found.end))) return undefined
  const behind = window.at(found.end)
  if ((behind === 58 || behind === 46 || behind === 44) && isDigit(window.at(found.end + 1)) && !plus) return undefined
  return { kind: 'phone', start, end: found.end, confidence: found.confidence }
}

const ABROAD = 5
/** By the first three digits of a number that begins with a zero: how long its area code is (a mobile one is 2), or 0. */
const AREA_LENGTHS = Uint8Array.from({ length: 100 }, (_, two) => {
  const digits = `0${String(two).padStart(2, '0')}`
  if (digits.startsWith('00')) return two === 0 ? 0 : ABROAD
  return areaLengthOf(`${digits}0`)
})

/** A cheap look at whether digits from a zero on could be a phone number; `digits` stand before the first separator. */
export function mayBeDialled(window: Window, start: number, digits: number, isNamed: boolean): boolean {
  let two = 0
  let at = start + 1
  let count = 1
  for (; count < 3; count++) {
    if (!isDigit(window.at(at))) at = behindSeparators(window, at)
    const code = window.at(at++)
    if (!isDigit(code)) return false
    two = two * 10 + code - 48
  }
  const length = AREA_LENGTHS[two] ?? 0
  if (length === 0 || length === ABROAD) return length === ABROAD
  if (length === 2 ? digits === 1 : digits !== 10 && digits !== length && !isNamed) return false
  for (; count < 10; count++) {
    if (!isDigit(window.at(at))) at = behindSeparators(window, at)
    if (!isDigit(window.at(at++))) return false
  }
  return !isDigit(window.at(at))
}

/** Of digits that begin with one zero. */
function areaLengthOf(digits: string): number {
  if (/^06[1-58]/.test(digits)) return 2
  return AREA_CODES.has(digits.slice(0, 3)) ? 3 : LONG_AREA_CODE.test(digits) ? 4 : 0
}

/** Reads digits with up to three separators between groups; the zero of `+31 (0)20` isn't dialled. */
function dial(window: Window, start: number): Dialled {
  let digits = ''
  const totals: number[] = []
  const ends: number[] = []
  let at = start
  while (isOpening(window.at(at)) && at - start < 2) at++
  while (digits.length <= MAX_PHONE_DIGITS && totals.length < MAX_GROUPS) {
    const from = at
    while (digits.length <= MAX_PHONE_DIGITS && isDigit(window.at(at))) digits += String.fromCharCode(window.at(at++))
    if (at === from) break
    totals.push(digits.length)
    ends.push(at)
    at = behindSeparators(window, at)
  }
  return { digits, totals, ends }
}

function isOpening(code: number): boolean {
  return code === 43 || code === 40
}

function behindSeparators(window: Window, from: number): number {
  let at = from
  while (at - from < 3 && isSeparator(window.at(at))) at++
  const trunk = window.at(at) === 40 && window.at(at + 1) === 48 && window.at(at + 2) === 41
  if (!trunk) return at
  return window.at(at + 3) === 32 ? at + 4 : at + 3
}

/** What stands between groups of digits, up to three at a time. */
export function isSeparator(code: number): boolean {
  return code === 32 || code === 45 || code === 46 || code === 47 || code === 41
}

function withoutTwoZeros({ digits, totals, ends }: Dialled): Dialled | undefined {
  if (!digits.startsWith('00') || digits[2] === '0') return undefined
  return { digits: digits.slice(2), totals: totals.map((total) => total - 2), ends }
}

type Found = { readonly end: number; readonly confidence: number }

function international({ digits, totals, ends }: Dialled, plus: boolean): Found | undefined {
  for (const length of [3, 2, 1]) {
    const range = COUNTRIES[digits.slice(0, length)]
    if (range === undefined) continue
    const trunk = digits[length] === '0' && length + range[1] < digits.length ? 1 : 0 // `+31 020 …`, often written
    const last = totals.findLastIndex((total) => total >= length + range[0] && total <= length + trunk + range[1])
    const end = ends[last]
    return end === undefined ? undefined : { end, confidence: 0.95 }
  }
  if (!plus) return undefined
  const last = totals.findLastIndex((total) => total >= 9 && total <= 15)
  const end = ends[last]
  return end === undefined || digits.startsWith('0') ? undefined : { end, confidence: 0.7 }
}

function dutch(window: Window, start: number, dialled: Dialled): Found | undefined {
  const { digits, totals } = dialled
  const end = endAfter(dialled, 10)
  if (end === undefined) return undefined
  if (totals[0] === 10 && digits.startsWith('0123456789')) return undefined // the digits themselves, as an alphabet
  const areaLength = areaLengthOf(digits)
  const mobile = areaLength === 2
  if (areaLength === 0 || (mobile && totals[0] === 1)) return undefined
  const before = window.before(start)
  const named = lastOf(PHONE_WORDS, before) > lastOf(THING_WORDS, before)
  if (totals[0] === 10) {
    if (!mobile && !named && names(THING_WORDS, before)) return undefined
    return { end, confidence: mobile || named ? 0.95 : 0.5 }
  }
  return mobile || totals[0] === areaLength || named ? { end, confidence: 0.95 } : undefined
}

/** `(555) 123-4567` as American firms write it, where a word names it. */
function americanAt(window: Window, start: number): Candidate | undefined {
  const dialled = dial(window, start)
  const { digits, totals } = dialled
  const end = endAfter(dialled, 10)
  if (end === undefined || totals[0] !== 3 || totals[1] !== 6 || !/^[2-9]\d\d[2-9]/.test(digits)) return undefined
  if (!names(PHONE_WORDS, window.before(start))) return undefined
  return { kind: 'phone', start, end, confidence: 0.8 }
}
