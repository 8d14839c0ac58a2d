// SPDX-License-Identifier: EUPL-1.2
// The check digits that tell a real number from a number. All take plain ASCII digits and letters without separators.

/** The 11-test of a BSN: nine digits, weights 9 8 7 6 5 4 3 2 -1, the sum a multiple of eleven (Besluit BSN; RSIN alike). */
export function passesElevenTest(nineDigits: string): boolean {
  if (nineDigits.length !== 9 || nineDigits === '000000000') return false
  let sum = -(nineDigits.charCodeAt(8) - 48)
  for (let i = 0; i < 8; i++) sum += (nineDigits.charCodeAt(i) - 48) * (9 - i)
  return sum % 11 === 0
}

/** ISO 7064 MOD 97-10 over digits and upper-case letters (A = 10 … Z = 35): the remainder of the whole number by 97. */
export function mod97(alphanumeric: string): number {
  let remainder = 0
  for (let i = 0; i < alphanumeric.length; i++) {
    const code = alphanumeric.charCodeAt(i)
    remainder = code <= 57 ? (remainder * 10 + code - 48) % 97 : (remainder * 100 + code - 55) % 97
  }
  return remainder
}

/** The check of an IBAN (ISO 13616): the first four characters moved to the end, then MOD 97-10 must leave 1. */
export function passesIbanCheck(iban: string): boolean {
  return mod97(iban.slice(4) + iban.slice(0, 4)) === 1
}

/** The Luhn check of payment cards (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 48
    sum += double ? (digit < 5 ? digit * 2 : digit * 2 - 9) : digit
  }
  return sum % 10 === 0
}

/** The sum of digits times weights, as far as there are weights. */
export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits.charCodeAt(index) - 48), 0)
}
