// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isLetter, isUpper } from '../text/characters.ts'
import { mod97, passesElevenTest, passesLuhn, weighted } from './checksums.ts'
import { names, VAT_WORDS } from './topics.ts'
import type { Candidate, Window } from './window.ts'

type Format = { readonly shape: RegExp; readonly length: number; readonly checks: (number: string) => boolean }

// Builds and check digits of VAT identification numbers (Directive 2006/112/EC art. 215; check digits as VIES applies
// them). Spain's have several schemes, so their shape counts only where a word names it.
const FORMATS: Readonly<Record<string, Format>> = {
  NL: { shape: /^\d{9}B\d{2}$/, length: 12, checks: (n) => passesElevenTest(n.slice(0, 9)) || mod97(`NL${n}`) === 1 },
  BE: { shape: /^[01]\d{9}$/, length: 10, checks: (n) => 97 - (Number(n.slice(0, 8)) % 97) === Number(n.slice(8)) },
  DE: { shape: /^[1-9]\d{8}$/, length: 9, checks: passesMod11And10 },
  FR: { shape: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, length: 11, checks: passesFrenchKey },
  LU: { shape: /^\d{8}$/, length: 8, checks: (n) => Number(n.slice(0, 6)) % 89 === Number(n.slice(6)) },
  IT: { shape: /^\d{11}$/, length: 11, checks: passesLuhn },
  AT: { shape: /^U\d{8}$/, length: 9, checks: passesAustrian },
  PL: { shape: /^\d{10}$/, length: 10, checks: (n) => weighted(n, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(n[9]) },
  DK: { shape: /^[1-9]\d{7}$/, length: 8, checks: (n) => weighted(n, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  SE: { shape: /^\d{10}01$/, length: 12, checks: (n) => passesLuhn(n.slice(0, 10)) },
  FI: { shape: /^\d{8}$/, length: 8, checks: (n) => weighted(n, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0 },
  PT: { shape: /^[1-9]\d{8}$/, length: 9, checks: passesPortuguese },
  ES: { shape: /^[0-9A-Z]\d{7}[0-9A-Z]$/, length: 9, checks: () => false },
}

const LONGEST = 12

/** A VAT number whose country code begins at `start`, in capitals, with single separators anywhere. */
export function vatAt(window: Window, start: number): Candidate | undefined {
  if (!isUpper(window.at(start)) || isAlphanumeric(window.at(start - 1))) return undefined
  const format = FORMATS[window.ahead(start, 2)]
  if (format === undefined) return undefined
  const spaced = window.at(start + 2) === 32
  const read = readNumber(window, start + 2, format)
  if (read === undefined) return undefined
  const isChecked = format.checks(read.number)
  if (!isChecked) {
    // The Dutch build resembles nothing else: a wrong check digit there is a typing error, not another number.
    const isDutch = format === FORMATS.NL && read.end - start === 2 + format.length
    return isDutch || named(window, start) ? { kind: 'vat', start, end: read.end, confidence: 0.5 } : undefined
  }
  // `DE 123456789` in a text in capitals may be an article and a number: only a word tells.
  if (spaced && format.length < LONGEST && !named(window, start)) return undefined
  return { kind: 'vat', start, end: read.end, confidence: 0.97 }
}

function named(window: Window, start: number): boolean {
  return names(VAT_WORDS, window.before(start))
}

/** A Dutch VAT number without its country code, `123456782B01`, as invoices often have it. */
export function dutchVatAt(window: Window, start: number): Candidate | undefined {
  const format = FORMATS.NL
  const read = format && readNumber(window, start, format)
  if (read === undefined || format?.checks(read.number) !== true || isLetter(window.at(start - 1))) return undefined
  return { kind: 'vat', start, end: read.end, confidence: 0.9 }
}

function readNumber(window: Window, start: number, format: Format): { number: string; end: number } | undefined {
  let number = ''
  let at = start
  while (number.length < format.length) {
    const code = window.at(at)
    const separator = code === 32 || code === 46 || code === 45
    if (separator && isAlphanumeric(window.at(at + 1))) at++
    if (!isAlphanumeric(window.at(at))) return undefined
    number += String.fromCharCode(window.at(at)).toUpperCase()
    at++
  }
  if (isAlphanumeric(window.at(at)) || !format.shape.test(number)) return undefined
  return { number, end: at }
}

/** ISO 7064 MOD 11,10. */
function passesMod11And10(digits: string): boolean {
  let product = 10
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === Number(digits.at(-1))
}

function passesFrenchKey(number: string): boolean {
  const key = number.slice(0, 2)
  const siren = number.slice(2)
  if (!/^\d\d$/.test(key)) return passesLuhn(siren)
  return (12 + 3 * (Number(siren) % 97)) % 97 === Number(key)
}

function passesAustrian(number: string): boolean {
  let sum = 4
  for (let index = 1; index <= 7; index++) {
    const product = Number(number[index]) * (index % 2 === 0 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return (10 - (sum % 10)) % 10 === Number(number[8])
}

function passesPortuguese(number: string): boolean {
  const check = 11 - (weighted(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return (check > 9 ? 0 : check) === Number(number[8])
}
