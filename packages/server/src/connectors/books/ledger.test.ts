// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ConnectorError } from '../error.ts'
import { recordOf } from './facts.ts'
import { type Booked, settle } from './ledger.ts'
import type { UblDocument } from './ubl.ts'

const root = { namespace: '', name: '', attributes: new Map(), children: [], text: '' }
const today = '2026-11-23'

function invoice(number: string, payableCents: number, more: Partial<UblDocument> = {}): Booked {
  const document: UblDocument = {
    kind: 'invoice',
    typeCode: '380',
    number,
    issueDate: '2026-10-01',
    dueDate: '2026-11-01',
    customer: '1',
    payableCents,
    references: [],
    root,
    ...more,
  }
  return { name: `invoices/${number}.xml`, document }
}

const credit = (
  number: string,
  payableCents: number,
  references: readonly string[],
  more: Partial<UblDocument> = {},
): Booked =>
  invoice(number, payableCents, { kind: 'credit-note', typeCode: '381', dueDate: undefined, references, ...more })

const customers = new Map([
  ['1', { number: '1', address: 'een@klant.example' }],
  ['2', { number: '2', address: undefined }],
])
const facts = (attached: readonly Booked[], booked: readonly Booked[], payments: Parameters<typeof settle>[1] = []) =>
  recordOf(attached, settle(booked, payments), customers, today)
const isOwed = (
  attached: Booked,
  others: readonly Booked[] = [],
  payments: Parameters<typeof settle>[1] = [],
): boolean => facts([attached], [attached, ...others], payments).allOverdueAndUnpaid
const isInconsistent = (error: unknown): boolean =>
  error instanceof ConnectorError && error.code === 'books-inconsistent'

describe('the ledger', () => {
  it('counts what is left after payments and credit notes', () => {
    const books = [invoice('A1', 10_000), credit('C1', 2500, ['A1'])]
    assert.equal(settle(books, [{ invoice: 'a1', cents: 5000 }]).openCents.get('A1'), 2500)
    assert.equal(settle(books, [{ invoice: ' A1 ', cents: 7500 }]).openCents.get('A1'), 0)
    // A direct debit that was taken back is owed again.
    assert.equal(
      settle(books, [
        { invoice: 'A1', cents: 7500 },
        { invoice: 'A1', cents: -7500 },
      ]).openCents.get('A1'),
      7500,
    )
  })

  it('is inconsistent when two documents have one number', () => {
    assert.throws(() => settle([invoice('A1', 1), { ...invoice('a1', 1), name: 'invoices/b.xml' }], []), isInconsistent)
    assert.throws(
      () => settle([invoice('A1', 1), { ...credit('A1', 1, []), name: 'invoices/b.xml' }], []),
      isInconsistent,
    )
  })

  it('is inconsistent when a credit note is of another customer than its invoice', () => {
    assert.throws(() => settle([invoice('A1', 1), credit('C1', 1, ['A1'], { customer: '2' })], []), isInconsistent)
  })

  it('leaves a customer in peace whose credit belongs to nobody knows which invoice', () => {
    for (const doubt of [
      credit('C1', 1, []),
      credit('C1', 1, ['A1', 'A2']),
      credit('C1', 1, ['gone']),
      credit('C1', 1, ['C1']),
      invoice('C1', -1),
      invoice('C1', 1, { typeCode: '384', references: ['A1'] }),
    ]) {
      assert.equal(isOwed(invoice('A1', 100), [invoice('A2', 100), doubt]), false)
      assert.equal(
        isOwed(invoice('A1', 100), [invoice('A2', 100), { ...doubt, document: { ...doubt.document, customer: '2' } }]),
        true,
      )
      assert.equal(settle([doubt], []).problems.length, 1)
    }
    assert.equal(isOwed(invoice('A1', 100), [invoice('C1', -30, { references: ['A1'] })]), true)
    assert.equal(isOwed(invoice('A1', 30), [invoice('C1', -30, { references: ['A1'] })]), false)
  })

  it('says that a payment belongs to no invoice', () => {
    assert.deepEqual(
      settle([], [{ invoice: '', cents: 1 }]).problems.map(({ document }) => document),
      ['payments'],
    )
  })

  it('never lets a credit or a payment make more owed, and does not mind their order', () => {
    const amounts = fc.array(fc.nat(1_000_000), { maxLength: 8 })
    fc.assert(
      fc.property(fc.nat(10_000_000), amounts, amounts, (owed, paid, credited) => {
        const books = [invoice('A1', owed), ...credited.map((cents, at) => credit(`C${at}`, cents, ['A1']))]
        const payments = paid.map((cents) => ({ invoice: 'A1', cents }))
        const expected = [...paid, ...credited].reduce((left, cents) => left - cents, owed)
        assert.equal(settle(books, payments).openCents.get('A1'), expected)
        assert.equal(settle(books.toReversed(), payments.toReversed()).openCents.get('A1'), expected)
        assert.equal(isOwed(invoice('A1', owed), books.slice(1), payments), expected > 0)
      }),
    )
  })
})

describe('what policy is told of a mail’s documents', () => {
  it('an invoice is overdue from the day after its due date', () => {
    assert.equal(isOwed(invoice('A1', 1, { dueDate: '2026-11-22' })), true)
    assert.equal(isOwed(invoice('A1', 1, { dueDate: today })), false)
    assert.equal(isOwed(invoice('A1', 1, { dueDate: undefined })), false)
    assert.equal(isOwed(invoice('A1', 0)), false)
  })

  it('one that is not owed spoils the rest', () => {
    const [owed, paid] = [invoice('A1', 1), invoice('A2', 1, { customer: '2' })]
    const record = facts(
      [owed, paid, { name: 'x.pdf', document: paid.document }],
      [owed, paid],
      [{ invoice: 'A2', cents: 1 }],
    )
    assert.equal(record.allOverdueAndUnpaid, false)
    assert.equal(record.openCents, 1)
    assert.deepEqual(record.customers, ['1', '2'])
    assert.equal(record.debtors, 2)
    assert.deepEqual(record.debtorAddresses, ['een@klant.example'])
  })

  it('a credit note goes along with the invoice it lowers, and with no other', () => {
    const [a1, a2, c1] = [invoice('A1', 10), invoice('A2', 10), credit('C1', 5, ['A1'])]
    const books = [a1, a2, c1]
    assert.equal(facts([a1, c1], books).allOverdueAndUnpaid, true)
    assert.equal(facts([a2, c1], books).allOverdueAndUnpaid, false)
    assert.equal(facts([c1], books).allOverdueAndUnpaid, false)
  })

  it('nothing is owed where no invoice is attached', () => {
    assert.deepEqual(recordOf([{ name: 'crm.csv', document: undefined }], undefined, customers, today), {
      invoices: 0,
      others: 1,
      debtors: 0,
      debtorAddresses: [],
      allOverdueAndUnpaid: false,
      openCents: 0,
      customers: [],
    })
  })
})
