// SPDX-License-Identifier: EUPL-1.2
import { presenceRules } from './en16931.ts'
import { sumRules } from './en16931-sums.ts'
import { each, has, type Rule } from './rule.ts'
import { all, textAt } from './ubl.ts'
import type { XmlElement } from './xml.ts'

/** A rule that an invoice breaks. */
interface Breach {
  readonly rule: string
  /** What the invoice should have had. */
  readonly says: string
}

const sellerParty = 'cac:AccountingSupplierParty/cac:Party'
const buyerParty = 'cac:AccountingCustomerParty/cac:Party'
const country = 'cac:Country/cbc:IdentificationCode'
const typeOf = (root: XmlElement): string =>
  textAt(root, root.name === 'CreditNote' ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode')

/** Chamber of Commerce (0106) or government organisation (0190) number, in the ICD list. */
const isDutchNumber = (id: XmlElement): boolean =>
  id.text !== '' && ['0106', '0190'].includes(id.attributes.get('schemeID') ?? '')
const isFullAddress = (address: XmlElement): boolean =>
  has(address, 'cbc:StreetName') && has(address, 'cbc:CityName') && has(address, 'cbc:PostalZone')
const isFullIfDutch = (address: XmlElement): boolean => textAt(address, country) !== 'NL' || isFullAddress(address)

/** The rules of NLCIUS 1.0 for a Dutch seller, in the binding to UBL of SI-UBL 2.0. Recommendations are left out. */
const dutchRules: readonly Rule[] = [
  {
    id: 'BR-NL-1',
    says: 'the seller’s KvK number or OIN',
    holds: (root) => all(root, `${sellerParty}/cac:PartyLegalEntity/cbc:CompanyID`).some(isDutchNumber),
  },
  {
    id: 'BR-NL-2',
    says: 'a buyer reference or an order reference',
    holds: (root) => has(root, 'cbc:BuyerReference') || has(root, 'cac:OrderReference/cbc:ID'),
  },
  {
    id: 'BR-NL-3',
    says: 'street, city and postcode of the seller',
    holds: each(`${sellerParty}/cac:PostalAddress`, isFullAddress),
  },
  {
    id: 'BR-NL-4',
    says: 'street, city and postcode of a Dutch buyer',
    holds: each(`${buyerParty}/cac:PostalAddress`, isFullIfDutch),
  },
  {
    id: 'BR-NL-5',
    says: 'street, city and postcode of a Dutch tax representative',
    holds: each('cac:TaxRepresentativeParty/cac:PostalAddress', isFullIfDutch),
  },
  {
    id: 'BR-NL-7',
    says: 'type 380, 381, 384 or 389',
    holds: (root) => ['380', '381', '384', '389'].includes(typeOf(root)),
  },
  {
    id: 'BR-NL-8',
    says: 'type 381 for a credit note and for nothing else',
    holds: (root) => (root.name === 'CreditNote') === (typeOf(root) === '381'),
  },
  {
    id: 'BR-NL-9',
    says: 'the number of the invoice that a corrective invoice corrects',
    holds: (root) => typeOf(root) !== '384' || has(root, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID'),
  },
  {
    id: 'BR-NL-10',
    says: 'a KvK number or OIN for a Dutch buyer that is a legal entity',
    holds: (root) =>
      textAt(root, `${buyerParty}/cac:PostalAddress/${country}`) !== 'NL' ||
      all(root, `${buyerParty}/cac:PartyLegalEntity`).length === 0 ||
      all(root, `${buyerParty}/cac:PartyLegalEntity/cbc:CompanyID`).some(isDutchNumber),
  },
  {
    id: 'BR-NL-11',
    says: 'a means of payment, when the buyer has to pay',
    holds: (root) =>
      root.name === 'CreditNote' ||
      /^(?:-|0*(?:\.0*)?$)/.test(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')) ||
      all(root, 'cac:PaymentMeans').length > 0,
  },
  {
    id: 'BR-NL-12',
    says: 'means of payment 30, 48, 49, 57, 58 or 59',
    holds: each('cac:PaymentMeans', (means) =>
      ['30', '48', '49', '57', '58', '59'].includes(textAt(means, 'cbc:PaymentMeansCode')),
    ),
  },
  {
    id: 'BR-NL-13',
    says: 'an order reference, when a line refers to a line of an order',
    holds: (root) =>
      has(root, 'cac:OrderReference/cbc:ID') ||
      [...all(root, 'cac:InvoiceLine'), ...all(root, 'cac:CreditNoteLine')].every(
        (line) => !has(line, 'cac:OrderLineReference/cbc:LineID'),
      ),
  },
]

const customization: Rule = {
  id: 'SI-V20-INV-R000',
  says: 'the customization id of NLCIUS',
  holds: (root) =>
    textAt(root, 'cbc:CustomizationID').startsWith('urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0'),
}

/** Every rule that is checked here, for the page that lists them and for a test that each can fail. */
export const nlciusRules: readonly Rule[] = [customization, ...presenceRules, ...sumRules, ...dutchRules]

/**
 * The rules of NLCIUS (SI-UBL 2.0, release 2.0.3.12) that a UBL document breaks, among those that need no outside list:
 * EN 16931's presence and sums, VAT of category S, and BR-NL-1 to 13 for a Dutch seller. Not checked: code lists, UBL's
 * own restrictions (UBL-CR, UBL-SR), other VAT categories, line-level allowances and recommendations. So an empty list
 * is no certificate.
 */
export function nlciusBreaches(root: XmlElement): readonly Breach[] {
  const isDutch = textAt(root, `${sellerParty}/cac:PostalAddress/${country}`).toUpperCase() === 'NL'
  return nlciusRules
    .filter((rule) => isDutch || !dutchRules.includes(rule))
    .filter((rule) => !rule.holds(root))
    .map(({ id, says }) => ({ rule: id, says }))
}
