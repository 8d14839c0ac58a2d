// SPDX-License-Identifier: EUPL-1.2
import type { Random } from './values.ts'
import * as make from './values.ts'

export type Language = 'nl' | 'en'

type Fill = (random: Random, language: Language) => string

const encode = (text: string) => Buffer.from(text).toString('base64')
const percent = (text: string) =>
  [...text].map((character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).join('')
const shifted = (text: string, by: number) => text.replace(/\d/g, (digit) => String.fromCodePoint(by + Number(digit)))
const grouped = (text: string, sizes: readonly number[], separator: string) => {
  let at = 0
  return sizes
    .map((size) => {
      at += size
      return text.slice(at - size, at)
    })
    .join(separator)
}
const fours = (text: string, separator: string) => text.match(/.{1,4}/g)?.join(separator) ?? text

/** Slots whose value is a finding: the name begins with its kind, what follows the colon is how it is written. */
const LABELLED: Readonly<Record<string, Fill>> = {
  bsn: (random) => make.bsn(random),
  'bsn:dots': (random) => grouped(make.bsn(random), [4, 2, 3], '.'),
  'bsn:spaces': (random) => grouped(make.bsn(random), [4, 2, 3], ' '),
  'bsn:threes': (random) => grouped(make.bsn(random), [3, 3, 3], random.pick(['.', ' ', '-'])),
  'bsn:short': (random) => make.bsn(random, '0').slice(1),
  'bsn:wide': (random) => shifted(make.bsn(random), 0xff10),
  'bsn:arabic': (random) => shifted(make.bsn(random), 0x660),
  'bsn:invisible': (random) => make.bsn(random).split('').join('\u200b'),
  'bsn:percent': (random) => percent(make.bsn(random)),
  'bsn:base64': (random) => encode(make.bsn(random)),
  'bsn:sentence64': (random) => encode(`bsn: ${make.bsn(random)}`),
  iban: (random) => make.iban(random),
  'iban:fours': (random) => fours(make.iban(random), ' '),
  'iban:dots': (random) => fours(make.iban(random, 'NL'), '.'),
  'iban:small': (random) => make.iban(random, 'NL').toLowerCase(),
  'iban:base64': (random) => encode(`rekening ${make.iban(random, 'NL')}`),
  vat: (random) => make.vat(random),
  'vat:dots': (random) => make.dutchVat(random).replace(/^NL(\d{4})(\d{2})(\d{3})B/, 'NL$1.$2.$3.B'),
  'vat:bare': (random) => make.dutchVat(random).slice(2),
  kvk: (random) => `${1 + random.below(9)}${random.digits(7)}`,
  'payment-card': (random) => make.card(random),
  'payment-card:fours': (random) => {
    const number = make.card(random)
    return number.length === 16 ? fours(number, random.pick([' ', '-'])) : grouped(number, [4, 6, 5], ' ')
  },
  email: (random) => make.email(random),
  'email:percent': (random) => make.email(random).replace('@', '%40'),
  'email:wide': (random) => make.email(random).replace('@', '＠'),
  'email:base64': (random) => encode(`to=${make.email(random)}`),
  phone: (random) => make.phone(random),
  'phone:foreign': (random) => make.foreignPhone(random),
  address: (random) => `${make.postcode(random)} ${make.houseNumber(random)}`,
  'address:before': (random) => `${make.houseNumber(random)}, ${make.postcode(random)}`,
  'date-of-birth': (random, language) => make.date(random, language, 1931, 75),
  ipv4: (random) => `${random.pick(['192.0.2', '198.51.100', '203.0.113', '10.20.30'])}.${1 + random.below(254)}`,
  ipv6: (random) =>
    random.pick([
      `2001:db8::${make.hexadecimal(random, 3)}1`,
      `2001:db8:${random.digits(2)}:${make.hexadecimal(random, 4)}::${random.digits(1)}`,
      `fe80::1${make.hexadecimal(random, 3)}`,
    ]),
  'licence-plate': (random) => make.plate(random),
  'licence-plate:bare': (random) => make.plate(random).replaceAll('-', ''),
  'identity-document': (random) => make.document(random),
  secret: (random) => make.secret(random),
  'secret:password': (random) => make.password(random),
  'secret:url': (random) => make.password(random).replace(/[^A-Za-z0-9_!$]/g, '-'),
  'special-category': (random, language) =>
    random.pick(
      language === 'nl'
        ? [
            'diabetes',
            'borstkanker',
            'depressie',
            'epilepsie',
            'zwanger',
            'moslim',
            'joodse',
            'vakbondslid',
            'homoseksueel',
            'strafblad',
            'burn-out',
            'transgender',
          ]
        : [
            'diabetes',
            'cancer',
            'depression',
            'epilepsy',
            'pregnant',
            'muslim',
            'jewish',
            'trade union',
            'homosexual',
            'criminal record',
            'dementia',
            'transgender',
          ],
    ),
}

/** Slots whose value carries nothing. */
export const PLAIN: Readonly<Record<string, Fill>> = {
  name: (random) => `${random.pick(make.FIRST_NAMES)} ${random.pick(make.LAST_NAMES)}`,
  first: (random) => random.pick(make.FIRST_NAMES),
  city: (random) => random.pick(make.CITIES),
  street: (random) => random.pick(make.STREETS),
  company: (random) => random.pick(make.COMPANIES),
  amount: (random) => make.amount(random),
  date: (random, language) => make.date(random, language, 2019, 8),
  time: (random) => `${String(random.below(24)).padStart(2, '0')}:${String(random.below(60)).padStart(2, '0')}`,
  small: (random) => String(2 + random.below(60)),
  year: (random) => String(2015 + random.below(12)),
  order: (random) =>
    random.pick([
      `${2019 + random.below(8)}-${random.digits(5)}`,
      `SO${random.digits(6)}`,
      random.digits(7),
      `F${random.digits(4)}/${random.digits(3)}`,
    ]),
  number9: (random) => random.digits(9),
  number8: (random) => `${1 + random.below(9)}${random.digits(7)}`,
  uuid: (random) => make.uuid(random),
  hash: (random) => make.hexadecimal(random, random.pick([32, 40, 64])),
  version: (random) => `${random.below(20)}.${random.below(30)}.${random.below(10)}`,
  product: (random) =>
    random.pick([
      `XT-${random.digits(4)}`,
      `BK${random.digits(3)}-L`,
      `art. ${random.digits(5)}`,
      `M8x${random.digits(2)}`,
    ]),
  ean: (random) => `871${random.digits(10)}`,
  decimal: (random) => `${random.below(90)}.${random.digits(random.pick([3, 6, 9]))}`,
}

const SLOT = /<([a-z0-9]+(?:-[a-z]+)*(?::[a-z0-9]+)?)>/g

/**
 * A template with its slots filled. Findings are marked `⟦kind|value⟧`, so that a person can read what is labelled.
 */
export function fill(template: string, random: Random, language: Language): string {
  return template.replace(SLOT, (_, slot: string) => {
    const labelled = LABELLED[slot]
    if (labelled !== undefined) return `⟦${slot.replace(/:.*/, '')}|${labelled(random, language)}⟧`
    const plain = PLAIN[slot]
    if (plain === undefined) throw new Error(`no slot <${slot}>`)
    return plain(random, language)
  })
}
