// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { accountsOn, readBooks } from './books.ts'
import { day, files, invoiceXml } from './fixtures.ts'
import { readInvoice } from './invoice.ts'

describe('reading the books', () => {
  const books = readBooks(files)

  it('knows files by what they hold', () => {
    assert.equal(books.customerFile, 'crm.csv')
    assert.equal(books.customers.length, 6)
    assert.deepEqual(books.payments, [
      { invoice: 'F6', cents: 5000 },
      { invoice: 'D4', cents: 1000 },
    ])
    assert.deepEqual(
      books.invoices.map(({ number, kind }) => [number, kind]),
      [
        ['A1', 'invoice'],
        ['C3', 'invoice'],
        ['D4', 'invoice'],
        ['E5', 'invoice'],
        ['F6', 'invoice'],
        ['G1', 'credit-note'],
      ],
    )
  })

  it('takes payments and credit notes off what is open', () => {
    const account = accountsOn(day, books).find(({ invoice }) => invoice.number === 'D4')
    assert.deepEqual(
      [account?.paidCents, account?.creditedCents, account?.openCents, account?.overdue],
      [1000, 50, 103_000, true],
    )
  })

  it('calls an invoice overdue after its due date, not on it', () => {
    const overdueOn = (on: string) => accountsOn(on, books).some(({ overdue }) => overdue)
    assert.deepEqual([overdueOn('2026-01-19'), overdueOn('2026-01-20')], [false, true])
  })

  it('counts what was paid beforehand as paid', () => {
    const text = invoiceXml({ number: 'P', customer: '1', payable: '0.00', prepaid: '224.21' })
    const [account] = accountsOn(day, readBooks(new Map([['p.xml', text]])))
    assert.deepEqual([account?.invoice.cents, account?.paidCents, account?.openCents], [22421, 22421, 0])
  })

  it('leaves out what it can not read', () => {
    const half = invoiceXml({ number: 'H', customer: '1', payable: '1.00' })
    for (const text of [
      half.slice(0, 400),
      half.replace('1.00', 'one'),
      half.replace('<Invoice', '<!DOCTYPE x [<!ENTITY a "b">]><Invoice'),
      'Denied by rule reporter-may-read-the-books',
      '',
    ]) {
      assert.equal(readInvoice('x.xml', text), undefined)
    }
  })

  it('reads any text without failing', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('<', '>', 'Invoice', '/', ';', '"', '\n', '@') }),
    )
    fc.assert(
      fc.property(fc.array(texts), (all) => {
        readBooks(new Map(all.map((text, index) => [String(index), text])))
      }),
    )
  })
})
