// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isDigit, isLetter } from '../text/characters.ts'
import { passesIbanCheck } from './checksums.ts'
import type { Candidate, Window } from './window.ts'

// How the account part is built, per country (SWIFT IBAN Registry): `a` letters, `n` digits, `c` both, each with a count.
const REGISTRY =
  'AD n8c12|AE n19|AL n8c16|AT n16|AZ a4c20|BA n16|BE n12|BG a4n6c8|BH a4c14|BI n23|BR n23a1c1|BY c4n4c16|CH n5c12|' +
  'CR n18|CY n8c16|CZ n20|DE n18|DJ n23|DK n14|DO c4n20|EE n16|EG n25|ES n20|FI n14|FK a2n12|FO n14|FR n10c11n2|' +
  'GB a4n14|GE a2n16|GI a4c15|GL n14|GR n7c16|GT c24|HN a4n20|HR n17|HU n24|IE a4n14|IL n19|IQ a4n15|IS n22|IT a1n10c12|' +
  'JO a4n4c18|KW a4c22|KZ n3c13|LB n4c20|LC a4c24|LI n5c12|LT n16|LU n3c13|LV a4c13|LY n21|MC n10c11n2|MD c20|ME n18|' +
  'MK n3c10n2|MN n16|MR n23|MT a4n5c18|MU a4n19a3|NI a4n20|NL a4n10|NO n11|OM n3c16|PK a4c16|PL n24|PS a4c21|PT n21|' +
  'QA a4c21|RO a4c16|RS n18|RU n14c15|SA n2c18|SC a4n20a3|SD n14|SE n20|SI n15|SK n20|SM a1n10c12|SO n19|ST n21|' +
  'SV a4n20|TL n19|TN n20|TR n6c16|UA n6c19|VA n18|VG a4n16|XK n16|YE a4n4c18'

const ACCOUNTS: ReadonlyMap<string, string> = new Map(
  REGISTRY.split('|').map((row) => [
    row.slice(0, 2),
    row.slice(3).replace(/([anc])(\d+)/g, (_, type: string, count: string) => type.repeat(Number(count))),
  ]),
)

const COUNTRIES = new Uint8Array(1 << 10)
for (const country of ACCOUNTS.keys()) COUNTRIES[countryIndex(country.charCodeAt(0), country.charCodeAt(1))] = 1

function countryIndex(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31)
}

/** Whether two letters, small or capital, are the country code of an IBAN. */
export function mayBeCountry(first: number, second: number): boolean {
  return COUNTRIES[countryIndex(first, second)] === 1
}

const SEPARATORS = new Set([32, 46, 45, 95, 10, 9]) // space . - _ newline tab

/** An IBAN whose country code begins at `start`: its country's length and build, single separators anywhere, mod 97. */
export function ibanAt(window: Window, start: number): Candidate | undefined {
  const check = SEPARATORS.has(window.at(start + 2)) ? start + 3 : start + 2
  if (!isDigit(window.at(check)) || !isDigit(window.at(check + 1))) return undefined
  const country = window.ahead(start, 2).toUpperCase()
  const account = ACCOUNTS.get(country)
  if (account === undefined) return undefined
  let plain = country
  let at = start + 2
  for (const type of `nn${account}`) {
    if (SEPARATORS.has(window.at(at)) && isAlphanumeric(window.at(at + 1))) at++
    const code = window.at(at)
    if (type === 'n' ? !isDigit(code) : type === 'a' ? !isLetter(code) : !isAlphanumeric(code)) return undefined
    plain += String.fromCharCode(code).toUpperCase()
    at++
  }
  return passesIbanCheck(plain) ? { kind: 'iban', start, end: at, confidence: 0.99 } : undefined
}
