// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ConnectorError } from '../error.ts'
import { cents, dutchCents, isDate, scaled } from './amount.ts'
import { readUbl } from './ubl.ts'

const folder = join(import.meta.dirname, '../../../../../examples/weekly-report/books/invoices')
const invoice = readFileSync(join(folder, '2026-0102.xml'), 'utf8')
const refuses = (xml: string, why: RegExp): void => {
  assert.throws(
    () => readUbl(Buffer.from(xml)),
    (error) => error instanceof ConnectorError && error.code === 'document-unreadable' && why.test(error.message),
  )
}

describe('a UBL document', () => {
  it('is read for what a ledger counts with', () => {
    const { root, ...read } = readUbl(readFileSync(join(folder, '2026-0110.xml')))
    assert.equal(root.name, 'CreditNote')
    assert.deepEqual(read, {
      kind: 'credit-note',
      typeCode: '381',
      number: '2026-0110',
      issueDate: '2026-10-28',
      dueDate: undefined,
      customer: '10047',
      payableCents: 50_699,
      references: ['2026-0104'],
    })
  })

  it('is no invoice in another namespace, or when it only looks like one', () => {
    refuses(invoice.replace('xsd:Invoice-2', 'xsd:Invoice-3'), /not a UBL/)
    refuses(invoice.replace(':CommonBasicComponents-2', ':CommonBasicComponents-9'), /has no/)
    refuses('<toString/>', /not a UBL/)
  })

  it('is refused when a value stands in it twice, so that nobody can read another invoice than we do', () => {
    refuses(invoice.replace('<cbc:ID>2026-0102</cbc:ID>', '$&$&'), /more than one number/)
    refuses(invoice.replace(/<cbc:PayableAmount.*/, '$&$&'), /more than one payable amount/)
    refuses(invoice.replace(/<cac:PartyIdentification>[\s\S]*?<\/cac:PartyIdentification>/, '$&$&'), /customer number/)
    refuses(
      invoice.replace(/<cac:AccountingCustomerParty>[\s\S]*<\/cac:AccountingCustomerParty>/, '$&$&'),
      /customer number/,
    )
    refuses(invoice.replace(/<cbc:DueDate>.*/, '$&$&'), /more than one due date/)
  })

  it('is refused without a number, a date, a customer or an amount in euros', () => {
    refuses(invoice.replace('<cbc:ID>2026-0102</cbc:ID>', ''), /no number/)
    refuses(invoice.replace('<cbc:DueDate>2026-11-06', '<cbc:DueDate>2026-11-31'), /due date/)
    refuses(invoice.replace(/<cac:PartyIdentification>[\s\S]*?<\/cac:PartyIdentification>/, ''), /customer number/)
    refuses(invoice.replace('<cbc:ID>10023</cbc:ID>', '<cbc:ID>10023 customer:1</cbc:ID>'), /customer number/)
    refuses(invoice.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, '$1abc'), /payable amount/)
    refuses(invoice.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, '$11e6'), /payable amount/)
    refuses(invoice.replace('>EUR<', '>USD<'), /currency/)
    refuses(invoice.replace('<cbc:InvoiceTypeCode>380', '<cbc:InvoiceTypeCode>381'), /type code/)
  })
})

describe('amounts', () => {
  it('are whole cents, exactly', () => {
    assert.deepEqual(
      ['0.10', '2015.86', '-12', '0.00', '-0.00', '1.2', '7.00000'].map(cents),
      [10, 201_586, -1200, 0, 0, 120, 700],
    )
    assert.deepEqual(
      ['', '1.', '.5', '1e3', '0x10', '1.005', ' 1', '1,00', '9'.repeat(13)].map(cents),
      Array(9).fill(undefined),
    )
    assert.equal(scaled('21.50', 4), 215_000)
    assert.deepEqual(['1234,56', '-0,01', '1.234,56', '1234', '1234.56', ''].map(dutchCents), [
      123_456,
      -1,
      ...Array(4).fill(undefined),
    ])
  })

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (value) => {
        const digits = String(Math.abs(value)).padStart(3, '0')
        assert.equal(cents(`${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`), value)
      }),
    )
  })

  it('and days are days of the calendar', () => {
    assert.ok(isDate('2028-02-29'))
    for (const text of ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00', ''])
      assert.ok(!isDate(text))
  })
})
