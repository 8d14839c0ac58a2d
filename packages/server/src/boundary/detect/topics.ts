// SPDX-License-Identifier: EUPL-1.2
// Words that name what a number is, in Dutch and English, as they stand in prose (`mijn BSN is`), forms (`BSN:`) and
// field names (`citizen_service_number`).

const NOT_INSIDE = '(?<![a-z])'

function words(...sources: readonly string[]): RegExp {
  return new RegExp(`${NOT_INSIDE}(?:${sources.join('|')})`, 'g')
}

const NUMBER = '[-_ ]?(?:nummer|number|num|nr|no|id)(?![a-z])'

export const BSN_WORDS =
  /(?:bsn|burger[-_ ]?service|sofi[-_ ]?(?:nummer|nr|number)|citizen[-_ ]?service|social[-_ ]?security|(?<![a-z])ssn(?![a-z])|persoonsnummer|onderwijsnummer)/g

export const KVK_WORDS = words(
  'kvk',
  'k\\.v\\.k',
  'kamer[-_ ]van[-_ ]koophandel',
  'handelsregister',
  'chamber[-_ ]?of[-_ ]?commerce',
  'coc(?![a-z])',
  'trade[-_ ]?register',
  'schemeid="0106"', // ISO 6523 ICD 0106 in UBL invoices
)

export const VAT_WORDS = words(
  'btw',
  'vat(?![a-z])',
  'omzetbelasting',
  'ob[-_ ]?nummer',
  'turnover tax',
  'tva(?![a-z])',
)

export const CARD_WORDS = words(
  'creditcard',
  'credit[-_ ]card',
  'debit[-_ ]?card',
  'betaalkaart',
  'betaalpas',
  'bankpas',
  'pasnummer',
  'kaartnummer',
  'card',
  'visa',
  'mastercard',
  'maestro',
  'amex',
  'american express',
)

export const PHONE_WORDS = words(
  'tel(?![a-z])',
  'telefoon',
  'telephone',
  'phone',
  'mobiel',
  'mobile',
  'gsm',
  'bel(?![a-z])',
  'bellen',
  'gebeld',
  'call(?![a-z])',
  'called',
  'whatsapp',
  'sms',
  'fax',
  'bereikbaar',
  'reach(?:able)?(?![a-z])',
  '06-nummer',
)

export const BIRTH_WORDS =
  /(?<![a-z])(?:gebo(?:ren|orte)|geb(?:\.|(?=[ :.]))|birth|born|dob(?![a-z])|d\.o\.b|verjaar|birthday)|(?<=[a-z_])birth/g

/** Words of dates that are no birth date. */
export const OTHER_DATE_WORDS = words(
  'sinds',
  'since',
  'in dienst',
  'startdatum',
  'einddatum',
  'factuurdatum',
  'vervaldatum',
  'invoice',
  'factuur',
  'geldig',
  'valid',
  'expir',
  'verloopt',
  'vervalt',
  'overleden',
  'overlijd',
  'died',
  'deceased',
  'hired',
  'joined',
  'getrouwd',
  'married',
  'dated',
  'afspraak',
  'appointment',
  'ontvangen',
  'received',
  'vanaf',
  'aangemeld',
  'opgenomen',
  'admitted',
)

export const DOCUMENT_WORDS = words(
  'paspoort',
  'passport',
  'pasp',
  'identiteits',
  'identity',
  'id[-_ ]?(?:kaart|card|bewijs|document)',
  'documentnummer',
  'document[-_ ]?(?:no|nr|number|num)',
  'legitimatie',
  'verblijfs',
  'residence permit',
)

export const DRIVING_LICENCE_WORDS = words('rijbewijs', "driv(?:ing|er'?s?)[-_ ]?licen[cs]e")

export const PLATE_WORDS = words(
  'kenteken',
  'nummerplaat',
  'nummerbord',
  'licen[cs]e[-_ ]?plate',
  'number[-_ ]?plate',
  'plate(?![a-z])',
  'registration (?:no|nr|number|plate)',
)

/** Words of numbers that are about a thing, not a person. */
export const THING_WORDS = words(
  'order',
  'bestel',
  'factu',
  'invoice',
  'artikel',
  'article',
  'item',
  `klant${NUMBER}`,
  `customer${NUMBER}`,
  `client${NUMBER}`,
  'debiteur',
  `deb${NUMBER}`,
  'dossier',
  'zaak',
  `case${NUMBER}`,
  'ticket',
  'polis',
  `policy${NUMBER}`,
  'kenmerk',
  'reference',
  'referentie',
  `ref${NUMBER}`,
  'ref(?:\\.|:)',
  'track',
  'barcode',
  'ean(?![a-z])',
  'isbn',
  'serie',
  'serial',
  'transacti',
  'transaction',
  'sku',
  'batch',
  'pakket',
  'parcel',
  'rsin',
  'bedrag',
  'amount',
  'omzet',
  'revenue',
  'total',
  'totaal',
)

const HAS_LETTER = /[a-z]/

/** Whether a text, in lower case, holds anything that may be a word of a list. */
export function hasWord(text: string): boolean {
  return HAS_LETTER.test(text)
}

/** Where the last word of a list begins in a text, or -1. */
export function lastOf(list: RegExp, text: string): number {
  if (!hasWord(text)) return -1
  let last = -1
  list.lastIndex = 0
  for (let match = list.exec(text); match !== null; match = list.exec(text)) last = match.index
  return last
}

/** Whether a text holds a word of a list. */
export function names(list: RegExp, text: string): boolean {
  list.lastIndex = 0
  return hasWord(text) && list.test(text)
}
