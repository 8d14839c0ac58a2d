// SPDX-License-Identifier: EUPL-1.2

const nineDigits = /(?<![\w.])(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}[ .]\d{3}[ .]\d{3})(?![\w])/g

/**
 * The citizen service numbers in a text, as digits: nine digits that pass the 11-test (the sum of the digits times 9
 * to 2, less the last digit, divides by 11). Written apart from the gate's own detector, to judge that as well.
 */
export function bsnsIn(text: string): readonly string[] {
  return [...text.matchAll(nineDigits)].map(([found]) => found.replace(/\D/g, '')).filter(passesElevenTest)
}

function passesElevenTest(digits: string): boolean {
  const weighted = [...digits].map((digit, index) => Number(digit) * (index === 8 ? -1 : 9 - index))
  const sum = weighted.reduce((total, value) => total + value, 0)
  return digits !== '000000000' && sum % 11 === 0
}
