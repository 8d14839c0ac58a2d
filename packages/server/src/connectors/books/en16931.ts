// SPDX-License-Identifier: EUPL-1.2
// EN 16931-1 §6.4.1, in the binding to UBL of the CEN validation artefacts: what an invoice must contain.
import { adjustments, each, has, type Rule } from './rule.ts'
import { all, linesOf, textAt } from './ubl.ts'
import type { XmlElement } from './xml.ts'

const seller = 'cac:AccountingSupplierParty/cac:Party'
const buyer = 'cac:AccountingCustomerParty/cac:Party'
const totals = 'cac:LegalMonetaryTotal'
const subtotals = 'cac:TaxTotal/cac:TaxSubtotal'

const exists = (path: string) => (root: XmlElement) => has(root, path)
const eachLine = (holds: (line: XmlElement) => boolean) => (root: XmlElement) => linesOf(root).every(holds)
const eachAdjustment = (indicator: 'true' | 'false', path: string) => (root: XmlElement) =>
  adjustments(root, indicator).every((element) => has(element, path))
const hasReason = (element: XmlElement): boolean =>
  has(element, 'cbc:AllowanceChargeReason') || has(element, 'cbc:AllowanceChargeReasonCode')
const quantityOf = (line: XmlElement): XmlElement | undefined =>
  all(line, 'cbc:InvoicedQuantity')[0] ?? all(line, 'cbc:CreditedQuantity')[0]

export const presenceRules: readonly Rule[] = [
  { id: 'BR-01', says: 'a specification identifier', holds: exists('cbc:CustomizationID') },
  { id: 'BR-02', says: 'a number', holds: exists('cbc:ID') },
  { id: 'BR-03', says: 'an issue date', holds: exists('cbc:IssueDate') },
  {
    id: 'BR-04',
    says: 'a type code',
    holds: (root) => has(root, 'cbc:InvoiceTypeCode') || has(root, 'cbc:CreditNoteTypeCode'),
  },
  { id: 'BR-05', says: 'a currency', holds: exists('cbc:DocumentCurrencyCode') },
  { id: 'BR-06', says: 'the seller’s name', holds: exists(`${seller}/cac:PartyLegalEntity/cbc:RegistrationName`) },
  { id: 'BR-07', says: 'the buyer’s name', holds: exists(`${buyer}/cac:PartyLegalEntity/cbc:RegistrationName`) },
  { id: 'BR-08', says: 'the seller’s address', holds: (root) => all(root, `${seller}/cac:PostalAddress`).length > 0 },
  {
    id: 'BR-09',
    says: 'the country of the seller’s address',
    holds: each(`${seller}/cac:PostalAddress`, (address) => has(address, 'cac:Country/cbc:IdentificationCode')),
  },
  { id: 'BR-10', says: 'the buyer’s address', holds: (root) => all(root, `${buyer}/cac:PostalAddress`).length > 0 },
  {
    id: 'BR-11',
    says: 'the country of the buyer’s address',
    holds: each(`${buyer}/cac:PostalAddress`, (address) => has(address, 'cac:Country/cbc:IdentificationCode')),
  },
  { id: 'BR-12', says: 'the sum of the lines', holds: exists(`${totals}/cbc:LineExtensionAmount`) },
  { id: 'BR-13', says: 'the total without VAT', holds: exists(`${totals}/cbc:TaxExclusiveAmount`) },
  { id: 'BR-14', says: 'the total with VAT', holds: exists(`${totals}/cbc:TaxInclusiveAmount`) },
  { id: 'BR-15', says: 'the amount to pay', holds: exists(`${totals}/cbc:PayableAmount`) },
  { id: 'BR-16', says: 'at least one line', holds: (root) => linesOf(root).length > 0 },
  { id: 'BR-21', says: 'an identifier on each line', holds: eachLine((line) => has(line, 'cbc:ID')) },
  { id: 'BR-22', says: 'a quantity on each line', holds: eachLine((line) => quantityOf(line) !== undefined) },
  {
    id: 'BR-23',
    says: 'a unit of measure on each line',
    holds: eachLine((line) => quantityOf(line)?.attributes.has('unitCode') ?? false),
  },
  { id: 'BR-24', says: 'a net amount on each line', holds: eachLine((line) => has(line, 'cbc:LineExtensionAmount')) },
  { id: 'BR-25', says: 'a name for each item', holds: eachLine((line) => has(line, 'cac:Item/cbc:Name')) },
  { id: 'BR-26', says: 'a price for each item', holds: eachLine((line) => has(line, 'cac:Price/cbc:PriceAmount')) },
  {
    id: 'BR-27',
    says: 'no price below zero',
    holds: eachLine((line) => !textAt(line, 'cac:Price/cbc:PriceAmount').startsWith('-')),
  },
  { id: 'BR-31', says: 'an amount for each allowance', holds: eachAdjustment('false', 'cbc:Amount') },
  { id: 'BR-32', says: 'a VAT category for each allowance', holds: eachAdjustment('false', 'cac:TaxCategory/cbc:ID') },
  { id: 'BR-33', says: 'a reason for each allowance', holds: (root) => adjustments(root, 'false').every(hasReason) },
  { id: 'BR-36', says: 'an amount for each charge', holds: eachAdjustment('true', 'cbc:Amount') },
  { id: 'BR-37', says: 'a VAT category for each charge', holds: eachAdjustment('true', 'cac:TaxCategory/cbc:ID') },
  { id: 'BR-38', says: 'a reason for each charge', holds: (root) => adjustments(root, 'true').every(hasReason) },
  { id: 'BR-45', says: 'what each VAT rate is on', holds: each(subtotals, (part) => has(part, 'cbc:TaxableAmount')) },
  { id: 'BR-46', says: 'the VAT of each rate', holds: each(subtotals, (part) => has(part, 'cbc:TaxAmount')) },
  {
    id: 'BR-47',
    says: 'a category for each rate',
    holds: each(subtotals, (part) => has(part, 'cac:TaxCategory/cbc:ID')),
  },
  {
    id: 'BR-48',
    says: 'a rate for each VAT category but "not subject to VAT"',
    holds: each(`${subtotals}/cac:TaxCategory`, (part) => has(part, 'cbc:Percent') || textAt(part, 'cbc:ID') === 'O'),
  },
  {
    id: 'BR-49',
    says: 'a code for each means of payment',
    holds: each('cac:PaymentMeans', (part) => has(part, 'cbc:PaymentMeansCode')),
  },
  {
    id: 'BR-52',
    says: 'an identifier for each supporting document',
    holds: each('cac:AdditionalDocumentReference', (part) => has(part, 'cbc:ID')),
  },
  {
    id: 'BR-55',
    says: 'a number for each earlier invoice referred to',
    holds: each('cac:BillingReference', (part) => has(part, 'cac:InvoiceDocumentReference/cbc:ID')),
  },
  {
    id: 'BR-61',
    says: 'an account to pay to, for a credit transfer',
    holds: each(
      'cac:PaymentMeans',
      (means) =>
        !['30', '58'].includes(textAt(means, 'cbc:PaymentMeansCode')) || has(means, 'cac:PayeeFinancialAccount/cbc:ID'),
    ),
  },
  {
    id: 'BR-62',
    says: 'a scheme for the seller’s electronic address',
    holds: each(`${seller}/cbc:EndpointID`, ({ attributes }) => attributes.has('schemeID')),
  },
  {
    id: 'BR-63',
    says: 'a scheme for the buyer’s electronic address',
    holds: each(`${buyer}/cbc:EndpointID`, ({ attributes }) => attributes.has('schemeID')),
  },
  {
    id: 'BR-CO-04',
    says: 'a VAT category on each line',
    holds: eachLine((line) => has(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID')),
  },
  {
    id: 'BR-CO-26',
    says: 'something that identifies the seller: its number, its legal entity or its VAT number',
    holds: (root) =>
      [`cac:PartyIdentification/cbc:ID`, `cac:PartyLegalEntity/cbc:CompanyID`, `cac:PartyTaxScheme/cbc:CompanyID`].some(
        (path) => has(root, `${seller}/${path}`),
      ),
  },
]
