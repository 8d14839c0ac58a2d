// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { nlciusBreaches, nlciusRules } from './nlcius.ts'
import { readUbl } from './ubl.ts'
import { parseXml } from './xml.ts'

const folder = join(import.meta.dirname, '../../../../../examples/weekly-report/books/invoices')
const example = (name: string): string => readFileSync(join(folder, name), 'utf8')
const breaches = (xml: string): readonly string[] => nlciusBreaches(parseXml(Buffer.from(xml))).map(({ rule }) => rule)

/** Two lines at two rates, and an allowance and a charge that cancel out. */
const rich = edited(
  example('2026-0105.xml'),
  ['<cac:TaxTotal>', `${adjustment('false')}${adjustment('true')}<cac:TaxTotal>`],
  [
    '<cbc:PayableAmount',
    `<cbc:AllowanceTotalAmount currencyID="EUR">10.00</cbc:AllowanceTotalAmount>
    <cbc:ChargeTotalAmount currencyID="EUR">10.00</cbc:ChargeTotalAmount><cbc:PayableAmount`,
  ],
)
const creditNote = example('2026-0110.xml')

function adjustment(indicator: string): string {
  return `<cac:AllowanceCharge><cbc:ChargeIndicator>${indicator}</cbc:ChargeIndicator>
    <cbc:AllowanceChargeReason>reden</cbc:AllowanceChargeReason><cbc:Amount currencyID="EUR">10.00</cbc:Amount>
    <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>21</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
    </cac:TaxCategory></cac:AllowanceCharge>`
}

type Edit = readonly [from: string | RegExp, to: string]

/** A mutation that changes nothing would prove nothing. */
function edited(xml: string, ...edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    const changed = text.replace(from, to)
    assert.notEqual(changed, text, `nothing to change: ${from}`)
    return changed
  }, xml)
}

const gone = (tag: string): Edit => [new RegExp(`<${tag}[ >](?:(?!</?${tag})[\\s\\S])*</${tag}>`), '']
/** Within the first element of a kind, so that the seller's street isn't taken for the buyer's. */
const within = (outer: string, inner: string | RegExp, to: string): ((xml: string) => string) => {
  return (xml) => {
    const part = new RegExp(`<${outer}[ >][\\s\\S]*?</${outer}>`).exec(xml)?.[0] ?? ''
    return edited(xml, [part, edited(part, [inner, to])])
  }
}
const street = /<cbc:StreetName>.*<\/cbc:StreetName>/
const representative = `<cac:TaxRepresentativeParty><cac:PostalAddress><cbc:CityName>Utrecht</cbc:CityName><cac:Country>
  <cbc:IdentificationCode>NL</cbc:IdentificationCode></cac:Country></cac:PostalAddress></cac:TaxRepresentativeParty>`

/** For every rule, an invoice that is right but for that one thing. */
const mutations: readonly (readonly [rule: string, mutate: (xml: string) => string, xml?: string])[] = [
  ['SI-V20-INV-R000', (xml) => edited(xml, ['nen.nl:nlcius:v1.0', 'nen.nl:other:v1.0'])],
  ['BR-01', (xml) => edited(xml, gone('cbc:CustomizationID'))],
  ['BR-02', (xml) => edited(xml, ['<cbc:ID>2026-0105</cbc:ID>', ''])],
  ['BR-03', (xml) => edited(xml, gone('cbc:IssueDate'))],
  ['BR-04', (xml) => edited(xml, gone('cbc:InvoiceTypeCode'))],
  ['BR-05', (xml) => edited(xml, gone('cbc:DocumentCurrencyCode'))],
  ['BR-06', within('cac:AccountingSupplierParty', /<cbc:RegistrationName>.*<\/cbc:RegistrationName>/, '')],
  ['BR-07', within('cac:AccountingCustomerParty', /<cbc:RegistrationName>.*<\/cbc:RegistrationName>/, '')],
  ['BR-08', within('cac:AccountingSupplierParty', /<cac:PostalAddress>[\s\S]*<\/cac:PostalAddress>/, '')],
  ['BR-09', within('cac:AccountingSupplierParty', /<cac:Country>[\s\S]*<\/cac:Country>/, '')],
  ['BR-10', within('cac:AccountingCustomerParty', /<cac:PostalAddress>[\s\S]*<\/cac:PostalAddress>/, '')],
  ['BR-11', within('cac:AccountingCustomerParty', /<cac:Country>[\s\S]*<\/cac:Country>/, '')],
  ['BR-12', within('cac:LegalMonetaryTotal', /<cbc:LineExtensionAmount.*/, '')],
  ['BR-13', within('cac:LegalMonetaryTotal', /<cbc:TaxExclusiveAmount.*/, '')],
  ['BR-14', within('cac:LegalMonetaryTotal', /<cbc:TaxInclusiveAmount.*/, '')],
  ['BR-15', within('cac:LegalMonetaryTotal', /<cbc:PayableAmount.*/, '')],
  ['BR-16', (xml) => edited(xml, gone('cac:InvoiceLine'), gone('cac:InvoiceLine'))],
  ['BR-21', within('cac:InvoiceLine', '<cbc:ID>1</cbc:ID>', '')],
  ['BR-22', within('cac:InvoiceLine', /<cbc:InvoicedQuantity.*/, '')],
  ['BR-23', within('cac:InvoiceLine', / unitCode="[^"]*"/, '')],
  ['BR-24', within('cac:InvoiceLine', /<cbc:LineExtensionAmount.*/, '')],
  ['BR-25', within('cac:InvoiceLine', /<cbc:Name>.*/, '')],
  ['BR-26', within('cac:InvoiceLine', /<cbc:PriceAmount.*/, '')],
  ['BR-27', within('cac:InvoiceLine', /(<cbc:PriceAmount[^>]*>)/, '$1-')],
  ['BR-31', (xml) => edited(xml, [/(<cbc:ChargeIndicator>false[\s\S]*?)<cbc:Amount.*?<\/cbc:Amount>/, '$1'])],
  ['BR-32', (xml) => edited(xml, [/(<cbc:ChargeIndicator>false[\s\S]*?)<cbc:ID>S<\/cbc:ID>/, '$1'])],
  ['BR-33', (xml) => edited(xml, [/(<cbc:ChargeIndicator>false[\s\S]*?)<cbc:AllowanceChargeReason>.*/, '$1'])],
  ['BR-36', (xml) => edited(xml, [/(<cbc:ChargeIndicator>true[\s\S]*?)<cbc:Amount.*?<\/cbc:Amount>/, '$1'])],
  ['BR-37', (xml) => edited(xml, [/(<cbc:ChargeIndicator>true[\s\S]*?)<cbc:ID>S<\/cbc:ID>/, '$1'])],
  ['BR-38', (xml) => edited(xml, [/(<cbc:ChargeIndicator>true[\s\S]*?)<cbc:AllowanceChargeReason>.*?<\/[^>]*>/, '$1'])],
  ['BR-45', within('cac:TaxSubtotal', /<cbc:TaxableAmount.*/, '')],
  ['BR-46', within('cac:TaxSubtotal', /<cbc:TaxAmount.*/, '')],
  ['BR-47', within('cac:TaxSubtotal', '<cbc:ID>S</cbc:ID>', '')],
  ['BR-48', within('cac:TaxSubtotal', /<cbc:Percent>.*/, '')],
  ['BR-49', (xml) => edited(xml, gone('cbc:PaymentMeansCode'))],
  [
    'BR-52',
    within(
      'Invoice',
      '<cac:AccountingSupplierParty>',
      '<cac:AdditionalDocumentReference/><cac:AccountingSupplierParty>',
    ),
  ],
  ['BR-55', within('CreditNote', '<cbc:ID>2026-0104</cbc:ID>', ''), creditNote],
  ['BR-61', (xml) => edited(xml, gone('cac:PayeeFinancialAccount'))],
  ['BR-62', within('cac:AccountingSupplierParty', '<cbc:EndpointID schemeID="0106"', '<cbc:EndpointID')],
  ['BR-63', within('cac:AccountingCustomerParty', '<cbc:EndpointID schemeID="0106"', '<cbc:EndpointID')],
  [
    'BR-CO-03',
    (xml) =>
      edited(xml, [
        '<cbc:BuyerReference>',
        `<cbc:TaxPointDate>2026-10-14</cbc:TaxPointDate><cac:InvoicePeriod>
      <cbc:DescriptionCode>35</cbc:DescriptionCode></cac:InvoicePeriod><cbc:BuyerReference>`,
      ]),
  ],
  ['BR-CO-04', within('cac:InvoiceLine', /<cac:ClassifiedTaxCategory>[\s\S]*<\/cac:ClassifiedTaxCategory>/, '')],
  ['BR-CO-09', within('cac:AccountingSupplierParty', 'NL991001042B01', 'QX991001042B01')],
  ['BR-CO-10', within('cac:LegalMonetaryTotal', /(<cbc:LineExtensionAmount[^>]*>)[^<]*/, '$11669.01')],
  ['BR-CO-11', (xml) => edited(xml, [/(<cbc:AllowanceTotalAmount[^>]*>)[^<]*/, '$19.99'])],
  ['BR-CO-12', (xml) => edited(xml, [/(<cbc:ChargeTotalAmount[^>]*>)[^<]*/, '$110.01'])],
  ['BR-CO-13', within('cac:LegalMonetaryTotal', /(<cbc:TaxExclusiveAmount[^>]*>)[^<]*/, '$11669.01')],
  ['BR-CO-14', within('cac:TaxTotal', /(<cbc:TaxAmount[^>]*>)[^<]*/, '$1266.00')],
  ['BR-CO-15', within('cac:LegalMonetaryTotal', /(<cbc:TaxInclusiveAmount[^>]*>)[^<]*/, '$11935.02')],
  ['BR-CO-16', within('cac:LegalMonetaryTotal', /(<cbc:PayableAmount[^>]*>)[^<]*/, '$11935.00')],
  ['BR-CO-17', within('cac:TaxSubtotal', /(<cbc:TaxAmount[^>]*>)[^<]*/, '$1201.65')],
  ['BR-CO-18', (xml) => edited(xml, gone('cac:TaxSubtotal'), gone('cac:TaxSubtotal'))],
  ['BR-CO-25', (xml) => edited(xml, gone('cbc:DueDate'))],
  [
    'BR-CO-26',
    (xml) =>
      edited(
        xml,
        [/<cbc:CompanyID>NL991001042B01<\/cbc:CompanyID>/, ''],
        [/<cbc:CompanyID schemeID="0106">99100104<\/cbc:CompanyID>/, ''],
      ),
  ],
  ['BR-S-01', (xml) => xml.replace(/(<cac:TaxSubtotal>[\s\S]*?<cbc:ID>)S/g, '$1Z')],
  ['BR-S-02', within('cac:AccountingSupplierParty', /<cac:PartyTaxScheme>[\s\S]*<\/cac:PartyTaxScheme>/, '')],
  ['BR-S-05', within('cac:InvoiceLine', '<cbc:Percent>21</cbc:Percent>', '<cbc:Percent>0</cbc:Percent>')],
  ['BR-S-08', within('cac:TaxSubtotal', /(<cbc:TaxableAmount[^>]*>)[^<]*/, '$1964.00')],
  [
    'BR-S-10',
    within('cac:TaxSubtotal', '<cac:TaxScheme>', '<cbc:TaxExemptionReason>x</cbc:TaxExemptionReason><cac:TaxScheme>'),
  ],
  ['BR-DEC-09', within('cac:LegalMonetaryTotal', /(<cbc:LineExtensionAmount[^>]*>[^<]*)/, '$10')],
  ['BR-DEC-12', within('cac:LegalMonetaryTotal', /(<cbc:TaxExclusiveAmount[^>]*>[^<]*)/, '$10')],
  ['BR-DEC-14', within('cac:LegalMonetaryTotal', /(<cbc:TaxInclusiveAmount[^>]*>[^<]*)/, '$10')],
  ['BR-DEC-16', (xml) => edited(xml, [/(<cbc:PrepaidAmount[^>]*>[^<]*)/, '$10']), example('2026-0113.xml')],
  ['BR-DEC-18', within('cac:LegalMonetaryTotal', /(<cbc:PayableAmount[^>]*>[^<]*)/, '$10')],
  ['BR-DEC-19', within('cac:TaxSubtotal', /(<cbc:TaxableAmount[^>]*>[^<]*)/, '$10')],
  ['BR-DEC-20', within('cac:TaxSubtotal', /(<cbc:TaxAmount[^>]*>[^<]*)/, '$10')],
  ['BR-DEC-23', within('cac:InvoiceLine', /(<cbc:LineExtensionAmount[^>]*>[^<]*)/, '$10')],
  ['BR-DEC-23', within('cac:CreditNoteLine', /(<cbc:LineExtensionAmount[^>]*>[^<]*)/, '$10'), creditNote],
  [
    'BR-NL-1',
    within('cac:AccountingSupplierParty', '<cbc:CompanyID schemeID="0106">', '<cbc:CompanyID schemeID="0088">'),
  ],
  ['BR-NL-2', (xml) => edited(xml, gone('cbc:BuyerReference'))],
  ['BR-NL-3', within('cac:AccountingSupplierParty', street, '')],
  ['BR-NL-4', within('cac:AccountingCustomerParty', street, '')],
  ['BR-NL-5', within('Invoice', '<cac:PaymentMeans>', `${representative}<cac:PaymentMeans>`)],
  ['BR-NL-7', (xml) => edited(xml, ['<cbc:InvoiceTypeCode>380', '<cbc:InvoiceTypeCode>326'])],
  ['BR-NL-8', (xml) => edited(xml, ['<cbc:InvoiceTypeCode>380', '<cbc:InvoiceTypeCode>381'])],
  ['BR-NL-8', (xml) => edited(xml, ['<cbc:CreditNoteTypeCode>381', '<cbc:CreditNoteTypeCode>380']), creditNote],
  ['BR-NL-9', (xml) => edited(xml, ['<cbc:InvoiceTypeCode>380', '<cbc:InvoiceTypeCode>384'])],
  [
    'BR-NL-10',
    within('cac:AccountingCustomerParty', '<cbc:CompanyID schemeID="0106">', '<cbc:CompanyID schemeID="0088">'),
  ],
  ['BR-NL-11', (xml) => edited(xml, gone('cac:PaymentMeans'))],
  ['BR-NL-12', (xml) => edited(xml, ['<cbc:PaymentMeansCode>58', '<cbc:PaymentMeansCode>10'])],
  [
    'BR-NL-13',
    within(
      'cac:InvoiceLine',
      '<cac:Item>',
      '<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference><cac:Item>',
    ),
  ],
]

describe('the rules of NLCIUS', () => {
  it('are kept by every invoice of the example', () => {
    const names = readdirSync(folder)
    assert.ok(names.length >= 12)
    for (const name of names) assert.deepEqual(breaches(example(name)), [], name)
  })

  it('are kept by the invoice that the mutations start from', () => {
    assert.deepEqual(breaches(rich), [])
  })

  for (const [index, [rule, mutate, xml = rich]] of mutations.entries()) {
    it(`name ${rule} when it is broken (${index + 1})`, () => {
      assert.ok(breaches(mutate(xml)).includes(rule), `got ${breaches(mutate(xml)).join(', ')}`)
    })
  }

  it('have each a mutation above that breaks it', () => {
    const tested = new Set(mutations.map(([rule]) => rule))
    assert.deepEqual(
      nlciusRules.map(({ id }) => id).filter((id) => !tested.has(id)),
      [],
    )
  })

  it('allow VAT that was rounded per line, as the official artefacts do', () => {
    const almost = within('cac:TaxSubtotal', /(<cbc:TaxAmount[^>]*>)[^<]*/, '$1202.66')(rich)
    assert.deepEqual(breaches(almost), ['BR-CO-14'])
  })

  it('ask nothing Dutch of a seller elsewhere', () => {
    const belgian = within(
      'cac:AccountingSupplierParty',
      '<cbc:IdentificationCode>NL',
      '<cbc:IdentificationCode>BE',
    )(edited(rich, gone('cbc:BuyerReference')))
    assert.deepEqual(breaches(belgian), [])
  })
})

describe('the account and tax numbers of the example', () => {
  it('are valid as bank accounts and hold no number that could be a citizen’s', () => {
    for (const name of readdirSync(folder)) {
      const xml = example(name)
      for (const [iban] of xml.matchAll(/NL[0-9]{2}[A-Z]{4}[0-9]{10}/g)) assert.equal(mod97(iban), 1, iban)
      for (const [digits] of xml.matchAll(/(?<![0-9])[0-9]{8,9}(?![0-9])/g))
        assert.notEqual(elevenTest(digits), 0, digits)
    }
  })

  it('read as what the books say', () => {
    const { number, customer, payableCents, dueDate } = readUbl(Buffer.from(example('2026-0105.xml')))
    assert.deepEqual(
      { number, customer, payableCents, dueDate },
      {
        number: '2026-0105',
        customer: '10032',
        payableCents: 193_501,
        dueDate: '2026-11-13',
      },
    )
  })
})

function mod97(iban: string): number {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return Number(BigInt(digits) % 97n)
}

function elevenTest(digits: string): number {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
  return [...digits.padStart(9, '0')].reduce((total, digit, at) => total + Number(digit) * (weights[at] ?? 0), 0) % 11
}
