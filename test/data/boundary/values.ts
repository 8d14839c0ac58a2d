// SPDX-License-Identifier: EUPL-1.2
// Makes the values that the corpus is filled with. Nothing here belongs to anybody: numbers are drawn from a seeded
// generator and given the check digits that make them valid, names are invented, domains and addresses are those that
// RFC 2606, RFC 5737 and RFC 3849 keep for examples.

/** A small seeded generator (mulberry32): equal seeds give equal corpora on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('')
  }

  from(alphabet: string, count: number): string {
    return Array.from({ length: count }, () => alphabet[this.below(alphabet.length)]).join('')
  }
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ALPHANUMERIC = `${UPPER}abcdefghijklmnopqrstuvwxyz0123456789`

/** Nine digits that pass the 11-test; `first` fixes the first digit. */
export function bsn(random: Random, first?: string): string {
  for (;;) {
    const digits = (first ?? '') + random.digits(first === undefined ? 8 : 7)
    const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (9 - index), 0)
    const check = sum % 11
    if (check < 10 && /[1-9]/.test(digits)) return digits + check
  }
}

function mod97(text: string): number {
  let remainder = 0n
  for (const character of text) remainder = BigInt(`${remainder}${Number.parseInt(character, 36)}`) % 97n
  return Number(remainder)
}

const ACCOUNTS: Readonly<Record<string, (random: Random) => string>> = {
  NL: (random) => random.pick(['TEST', 'VOOR', 'DEMO', 'PROF']) + random.digits(10),
  BE: (random) => random.digits(12),
  DE: (random) => random.digits(18),
  FR: (random) => random.digits(10) + random.from(`${UPPER}0123456789`, 11) + random.digits(2),
  GB: (random) => random.from(UPPER, 4) + random.digits(14),
  ES: (random) => random.digits(20),
  PL: (random) => random.digits(24),
  IT: (random) => random.from(UPPER, 1) + random.digits(10) + random.from(`${UPPER}0123456789`, 12),
  NO: (random) => random.digits(11),
  MT: (random) => random.from(UPPER, 4) + random.digits(5) + random.from(`${UPPER}0123456789`, 18),
}

export function iban(
  random: Random,
  country = random.pick(['NL', 'NL', 'NL', 'NL', ...Object.keys(ACCOUNTS)]),
): string {
  const account = ACCOUNTS[country]?.(random) ?? ''
  const check = 98 - mod97(`${account}${country}00`)
  return `${country}${String(check).padStart(2, '0')}${account}`
}

function luhn(digits: string): string {
  for (let check = 0; check < 10; check++) {
    const sum = [...`${digits}${check}`].reverse().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
    if (sum % 10 === 0) return `${digits}${check}`
  }
  throw new Error('no check digit')
}

/** Card numbers in the ranges that payment providers publish for tests. */
export function card(random: Random): string {
  return random.pick([
    () => luhn(`411111${random.digits(9)}`),
    () => luhn(`400000${random.digits(9)}`),
    () => luhn(`555555${random.digits(9)}`),
    () => luhn(`222300${random.digits(9)}`),
    () => luhn(`378282${random.digits(8)}`),
    () => luhn(`601111${random.digits(9)}`),
    () => luhn(`353011${random.digits(9)}`),
  ])()
}

export function vat(random: Random): string {
  return random.pick([
    () => dutchVat(random),
    () => dutchVat(random),
    () => `NL${bsn(random)}B0${1 + random.below(9)}`,
    () => belgianVat(random),
    () => germanVat(random),
    () => `IT${luhn(random.digits(10))}`,
    () => frenchVat(random),
  ])()
}

export function dutchVat(random: Random): string {
  for (;;) {
    const digits = random.digits(9)
    for (let suffix = 1; suffix < 100; suffix++) {
      const number = `NL${digits}B${String(suffix).padStart(2, '0')}`
      if (mod97(number) === 1) return number
    }
  }
}

function belgianVat(random: Random): string {
  const base = `0${1 + random.below(9)}${random.digits(6)}`
  return `BE${base}${String(97 - (Number(base) % 97)).padStart(2, '0')}`
}

function germanVat(random: Random): string {
  const digits = `${1 + random.below(9)}${random.digits(7)}`
  let product = 10
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return `DE${digits}${(11 - product) % 10}`
}

function frenchVat(random: Random): string {
  const siren = luhn(random.digits(8))
  return `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`
}

export const FIRST_NAMES =
  'Anouk Bram Chaima Daan Elif Femke Gijs Hanna Imre Jolien Kees Lotte Milan Noor Otis Puck Quint Roos Sem Tess Umar Vera Wout Yara Zeger'.split(
    ' ',
  )
export const LAST_NAMES = [
  'de Vriesema',
  'van Bergeijk',
  'Jansema',
  'Bakkerij',
  'el Amraoui',
  'Smitsen',
  'Mulderij',
  'den Haring',
  'Kuipersma',
  'Okonkwo',
  'Postumus',
  'Veldkampen',
]
export const CITIES = ['Utrecht', 'Zwolle', 'Ede', 'Breda', 'Leiden', 'Almelo', 'Gouda', 'Emmen']
export const STREETS = [
  'Dorpsstraat',
  'Kerklaan',
  'Molenweg',
  'Stationsplein',
  'Vogelhof',
  'Lindenlaan',
  'Nieuwe Gracht',
]
export const COMPANIES = [
  'Bakkerij Het Voorbeeld',
  'Voorbeeld Logistiek B.V.',
  'Example Trading Ltd',
  'Testfabriek N.V.',
  'Studio Proef',
  'Acme Demo BV',
]

export function email(random: Random): string {
  const first = random.pick(FIRST_NAMES).toLowerCase()
  const last = random.pick(LAST_NAMES).toLowerCase().replaceAll(' ', '')
  const local = random.pick([
    `${first}.${last}`,
    `${first[0]}.${last}`,
    `${first}+${random.pick(['werk', 'news', 'crm'])}`,
    `${first}_${random.digits(2)}`,
    `info`,
    `${last}-${first}`,
  ])
  const domain = random.pick([
    'example.com',
    'example.org',
    'example.net',
    'mail.example.org',
    'voorbeeld.example',
    'post.voorbeeld.example',
    'bedrijf.test',
  ])
  return `${local}@${domain}`
}

export function phone(random: Random): string {
  const mobile = `${random.pick(['1', '2', '3', '4', '5', '8'])}234${random.digits(4)}`
  const line = `${random.pick(['2', '3', '4'])}55${random.digits(4)}`
  return random.pick([
    () => `06-${mobile}`,
    () => `06${mobile}`,
    () => `06 ${mobile.slice(0, 2)} ${mobile.slice(2, 4)} ${mobile.slice(4, 6)} ${mobile.slice(6)}`,
    () => `06 ${mobile}`,
    () => `+31 6 ${mobile}`,
    () => `+316${mobile}`,
    () => `+31 (0)6 ${mobile.slice(0, 4)} ${mobile.slice(4)}`,
    () => `0031 6 ${mobile}`,
    () => `020-${line}`,
    () => `(030) ${line.slice(0, 3)} ${line.slice(3, 5)} ${line.slice(5)}`,
    () => `0318-${line.slice(0, 6)}`,
    () => `+31 20 ${line.slice(0, 3)} ${line.slice(3)}`,
  ])()
}

export function foreignPhone(random: Random): string {
  return random.pick([
    () => `+32 470 12 ${random.digits(2)} ${random.digits(2)}`,
    () => `+49 30 1234 ${random.digits(4)}`,
    () => `+44 20 7946 0${random.digits(3)}`,
    () => `+33 1 99 00 ${random.digits(2)} ${random.digits(2)}`,
    () => `+1 202 555 01${random.digits(2)}`,
    () => `0044 1632 960${random.digits(3)}`,
  ])()
}

export function postcode(random: Random): string {
  return `${1 + random.below(9)}${random.digits(3)}${random.pick([' ', ''])}${random.pick(['AB', 'XZ', 'KL', 'DH', 'BC', 'RT', 'WE'])}`
}

export function houseNumber(random: Random): string {
  return `${1 + random.below(280)}${random.pick(['', '', '', 'a', '-2', 'B'])}`
}

const MONTHS_NL = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
]
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export function date(random: Random, language: 'nl' | 'en', from: number, years: number): string {
  const [day, month, year] = [1 + random.below(28), random.below(12), from + random.below(years)]
  const [dd, mm] = [String(day).padStart(2, '0'), String(month + 1).padStart(2, '0')]
  if (language === 'nl') {
    return random.pick([
      `${dd}-${mm}-${year}`,
      `${day} ${MONTHS_NL[month]} ${year}`,
      `${day}-${month + 1}-${year}`,
      `${year}-${mm}-${dd}`,
      `${dd}.${mm}.${year}`,
    ])
  }
  return random.pick([
    `${day} ${MONTHS_EN[month]} ${year}`,
    `${MONTHS_EN[month]} ${day}, ${year}`,
    `${year}-${mm}-${dd}`,
    `${dd}/${mm}/${year}`,
  ])
}

export function plate(random: Random): string {
  const letters = (count: number) => random.from('BDFGHJKLNPRSTVXZ', count)
  return random.pick([
    () => `${random.digits(2)}-${letters(3)}-${random.digits(1)}`,
    () => `${letters(2)}-${random.digits(3)}-${letters(1)}`,
    () => `${letters(1)}-${random.digits(3)}-${letters(2)}`,
    () => `${random.digits(1)}-${letters(3)}-${random.digits(2)}`,
    () => `${letters(2)}-${letters(2)}-${random.digits(2)}`,
  ])()
}

export function document(random: Random): string {
  return random.pick(['NX', 'SP', 'IX', 'BR']) + random.from('ABCDEFGHJKLMNP0123456789', 6) + random.digits(1)
}

export function secret(random: Random): string {
  return random.pick([
    () => `ghp_${random.from(ALPHANUMERIC, 30)}EXAMPLE0`.slice(0, 42),
    () => `AKIA${random.from(`${UPPER}234567`, 8)}7EXAMPLE`,
    () => `sk-proj-${random.from(ALPHANUMERIC, 31)}9`,
    () => `sk_test_${random.from(ALPHANUMERIC, 23)}4`,
    () => `glpat-${random.from(ALPHANUMERIC, 19)}5`,
    () => webToken(random),
  ])()
}

function webToken(random: Random): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: `agent-${random.digits(3)}`, scope: 'read' })}.${random.from(ALPHANUMERIC, 43)}`
}

export function password(random: Random): string {
  return (
    random.pick(['Welkom', 'Zomer', 'Geheim', 'Tulip', 'Fietsbel']) +
    random.digits(2) +
    random.pick(['!', '#', '$', '?x', '_a'])
  )
}

export function uuid(random: Random): string {
  const hex = (count: number) => random.from('0123456789abcdef', count)
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
}

export function hexadecimal(random: Random, count: number): string {
  return random.from('0123456789abcdef', count)
}

export function amount(random: Random): string {
  return random.pick([
    () => `€ ${1 + random.below(999)}.${random.digits(3)},${random.digits(2)}`,
    () => `€ ${random.below(9999)},${random.digits(2)}`,
    () => `€${1 + random.below(99)}.${random.digits(3)}.${random.digits(3)}`,
    () => `EUR ${random.below(99999)}.${random.digits(2)}`,
    () => `${1 + random.below(99)}.${random.digits(3)} euro`,
  ])()
}
