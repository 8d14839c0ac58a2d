// SPDX-License-Identifier: EUPL-1.2
// EN 16931-1 §6.4.2 and §6.4.3, in the binding to UBL of the CEN validation artefacts: what must add up, and how VAT at
// a standard or reduced rate (category S) is broken down. Sums are in whole cents.
import { scaled } from './amount.ts'
import { adjustments, centsAt, centsOrZero, each, has, type Rule, sum } from './rule.ts'
import { all, linesOf, textAt } from './ubl.ts'
import type { XmlElement } from './xml.ts'

const totals = 'cac:LegalMonetaryTotal'
const subtotals = 'cac:TaxTotal/cac:TaxSubtotal'
const sellerTax = 'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme'
const buyerTax = 'cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme'

/** A line, or a document-level allowance (negative) or charge, as VAT sees it. */
interface Taxed {
  readonly category: XmlElement | undefined
  readonly cents: number
}

function taxed(root: XmlElement): readonly Taxed[] {
  const part = (element: XmlElement, category: string, cents: number): Taxed => ({
    category: all(element, category)[0],
    cents,
  })
  return [
    ...linesOf(root).map((line) =>
      part(line, 'cac:Item/cac:ClassifiedTaxCategory', centsAt(line, 'cbc:LineExtensionAmount')),
    ),
    ...adjustments(root, 'true').map((charge) => part(charge, 'cac:TaxCategory', centsAt(charge, 'cbc:Amount'))),
    ...adjustments(root, 'false').map((allowance) =>
      part(allowance, 'cac:TaxCategory', -centsAt(allowance, 'cbc:Amount')),
    ),
  ]
}

const isStandard = (category: XmlElement | undefined): boolean =>
  category !== undefined && textAt(category, 'cbc:ID') === 'S'
/** A percentage in ten-thousandths, so that 21 and 21.00 are one rate; NaN when there is none. */
const rateOf = (category: XmlElement | undefined): number =>
  category === undefined ? Number.NaN : (scaled(textAt(category, 'cbc:Percent'), 4) ?? Number.NaN)
const eachStandard = (holds: (subtotal: XmlElement, category: XmlElement, root: XmlElement) => boolean) =>
  each(subtotals, (subtotal, root) => {
    const [category] = all(subtotal, 'cac:TaxCategory')
    return category === undefined || !isStandard(category) || holds(subtotal, category, root)
  })

/**
 * VAT that is rounded per line and then added up differs by cents from VAT over the sum; the artefacts allow less than
 * one euro.
 */
const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 100

/** Rounds half away from zero. With big integers, because cents times ten-thousandths can exceed the safe integers. */
function vatOf(baseCents: number, rate: number): number {
  if (Number.isNaN(baseCents) || Number.isNaN(rate)) return Number.NaN
  const product = BigInt(Math.abs(baseCents)) * BigInt(rate)
  return Math.sign(baseCents) * Number((product + 500_000n) / 1_000_000n)
}

const isVatAsComputed = (subtotal: XmlElement): boolean => {
  const rate =
    all(subtotal, 'cac:TaxCategory/cbc:Percent').length === 0 ? 0 : rateOf(all(subtotal, 'cac:TaxCategory')[0])
  return isNear(centsAt(subtotal, 'cbc:TaxAmount'), vatOf(centsAt(subtotal, 'cbc:TaxableAmount'), rate))
}

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
/** ISO 3166-1 alpha-2, and EL for Greece. Intl throws on anything that doesn't have the form of a region. */
const hasCountryPrefix = (scheme: XmlElement): boolean => {
  const prefix = textAt(scheme, 'cbc:CompanyID').slice(0, 2)
  if (textAt(scheme, 'cac:TaxScheme/cbc:ID') !== 'VAT' || prefix === 'EL') return true
  return /^[A-Z]{2}$/.test(prefix) && countries.of(prefix) !== undefined
}

export const sumRules: readonly Rule[] = [
  {
    id: 'BR-CO-03',
    says: 'a tax point date or a code for it, not both',
    holds: (root) => !(has(root, 'cbc:TaxPointDate') && has(root, 'cac:InvoicePeriod/cbc:DescriptionCode')),
  },
  {
    id: 'BR-CO-09',
    says: 'a country before each VAT number',
    holds: (root) => [...all(root, sellerTax), ...all(root, buyerTax)].every(hasCountryPrefix),
  },
  {
    id: 'BR-CO-10',
    says: 'the sum of the lines as the lines add up',
    holds: (root) =>
      centsAt(root, `${totals}/cbc:LineExtensionAmount`) ===
      sum(linesOf(root).map((line) => centsAt(line, 'cbc:LineExtensionAmount'))),
  },
  {
    id: 'BR-CO-11',
    says: 'the sum of the allowances as they add up',
    holds: (root) =>
      centsOrZero(root, `${totals}/cbc:AllowanceTotalAmount`) ===
      sum(adjustments(root, 'false').map((allowance) => centsAt(allowance, 'cbc:Amount'))),
  },
  {
    id: 'BR-CO-12',
    says: 'the sum of the charges as they add up',
    holds: (root) =>
      centsOrZero(root, `${totals}/cbc:ChargeTotalAmount`) ===
      sum(adjustments(root, 'true').map((charge) => centsAt(charge, 'cbc:Amount'))),
  },
  {
    id: 'BR-CO-13',
    says: 'a total without VAT of lines less allowances plus charges',
    holds: (root) =>
      centsAt(root, `${totals}/cbc:TaxExclusiveAmount`) ===
      centsAt(root, `${totals}/cbc:LineExtensionAmount`) -
        centsOrZero(root, `${totals}/cbc:AllowanceTotalAmount`) +
        centsOrZero(root, `${totals}/cbc:ChargeTotalAmount`),
  },
  {
    id: 'BR-CO-14',
    says: 'a VAT total of the VAT of all rates',
    holds: each('cac:TaxTotal', (total) => {
      const parts = all(total, 'cac:TaxSubtotal').map((part) => centsAt(part, 'cbc:TaxAmount'))
      return parts.length === 0 || centsAt(total, 'cbc:TaxAmount') === sum(parts)
    }),
  },
  {
    id: 'BR-CO-15',
    says: 'a total with VAT of the total without it plus VAT',
    holds: (root) => {
      const currency = textAt(root, 'cbc:DocumentCurrencyCode')
      const vat = all(root, 'cac:TaxTotal').filter(
        (total) => all(total, 'cbc:TaxAmount')[0]?.attributes.get('currencyID') === currency,
      )
      return (
        centsAt(root, `${totals}/cbc:TaxInclusiveAmount`) ===
        centsAt(root, `${totals}/cbc:TaxExclusiveAmount`) + sum(vat.map((total) => centsAt(total, 'cbc:TaxAmount')))
      )
    },
  },
  {
    id: 'BR-CO-16',
    says: 'an amount to pay of the total with VAT, less what was paid, plus rounding',
    holds: (root) =>
      centsAt(root, `${totals}/cbc:PayableAmount`) ===
      centsAt(root, `${totals}/cbc:TaxInclusiveAmount`) -
        centsOrZero(root, `${totals}/cbc:PrepaidAmount`) +
        centsOrZero(root, `${totals}/cbc:PayableRoundingAmount`),
  },
  { id: 'BR-CO-17', says: 'VAT of each rate as base times rate', holds: each(subtotals, isVatAsComputed) },
  { id: 'BR-CO-18', says: 'a breakdown of VAT', holds: (root) => all(root, subtotals).length > 0 },
  {
    id: 'BR-CO-25',
    says: 'a due date or payment terms, when there is something to pay',
    holds: (root) =>
      root.name === 'CreditNote' ||
      centsAt(root, `${totals}/cbc:PayableAmount`) <= 0 ||
      has(root, 'cbc:DueDate') ||
      has(root, 'cac:PaymentTerms/cbc:Note'),
  },
  {
    id: 'BR-S-01',
    says: 'category S in the breakdown just when something is taxed so',
    holds: (root) =>
      taxed(root).some(({ category }) => isStandard(category)) ===
      all(root, `${subtotals}/cac:TaxCategory`).some((category) => isStandard(category)),
  },
  {
    id: 'BR-S-02',
    says: 'the seller’s VAT number, when a line is taxed at category S',
    holds: (root) =>
      !linesOf(root).some((line) => isStandard(all(line, 'cac:Item/cac:ClassifiedTaxCategory')[0])) ||
      has(root, `${sellerTax}/cbc:CompanyID`) ||
      has(root, 'cac:TaxRepresentativeParty/cac:PartyTaxScheme/cbc:CompanyID'),
  },
  {
    id: 'BR-S-05',
    says: 'a rate above zero on each line of category S',
    holds: (root) => taxed(root).every(({ category }) => !isStandard(category) || rateOf(category) > 0),
  },
  {
    id: 'BR-S-08',
    says: 'a base of each rate as its lines, allowances and charges add up',
    holds: eachStandard((subtotal, category, root) => {
      const parts = taxed(root).filter(
        (part) => isStandard(part.category) && rateOf(part.category) === rateOf(category),
      )
      return isNear(centsAt(subtotal, 'cbc:TaxableAmount'), sum(parts.map(({ cents }) => cents)))
    }),
  },
  {
    id: 'BR-S-10',
    says: 'no reason for an exemption where VAT is charged',
    holds: eachStandard(
      (_, category) => !has(category, 'cbc:TaxExemptionReason') && !has(category, 'cbc:TaxExemptionReasonCode'),
    ),
  },
  ...decimals(),
]

/** BR-DEC-nn: at most two decimals, even if further ones are zeros. */
function decimals(): readonly Rule[] {
  const places: readonly (readonly [id: string, path: string])[] = [
    ['BR-DEC-09', `${totals}/cbc:LineExtensionAmount`],
    ['BR-DEC-12', `${totals}/cbc:TaxExclusiveAmount`],
    ['BR-DEC-14', `${totals}/cbc:TaxInclusiveAmount`],
    ['BR-DEC-16', `${totals}/cbc:PrepaidAmount`],
    ['BR-DEC-18', `${totals}/cbc:PayableAmount`],
    ['BR-DEC-19', `${subtotals}/cbc:TaxableAmount`],
    ['BR-DEC-20', `${subtotals}/cbc:TaxAmount`],
    ['BR-DEC-23', 'cac:InvoiceLine/cbc:LineExtensionAmount'],
    ['BR-DEC-23', 'cac:CreditNoteLine/cbc:LineExtensionAmount'],
  ]
  return places.map(([id, path]) => ({
    id,
    says: `no more than two decimals in ${path.slice(path.indexOf(':') + 1)}`,
    holds: each(path, ({ text }) => (text.split('.')[1] ?? '').length <= 2),
  }))
}
