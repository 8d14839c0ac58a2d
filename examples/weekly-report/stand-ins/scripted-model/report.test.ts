// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { accountsOn, readBooks } from './books.ts'
import { day, files, invoiceXml } from './fixtures.ts'
import { amountsIn, formatCents } from './money.ts'
import { reportOf, totalsOf, weekOf } from './report.ts'

describe('the sales report', () => {
  it('adds up what was invoiced, credited, paid, is open, and is overdue', () => {
    // 100 + 30 + 1040.50 + 55 + 50; one credit note of 0.50; payments of 50 and 10.
    assert.deepEqual(totalsOf(accountsOn(day, readBooks(files))), {
      invoicedCents: 127_550,
      creditedCents: 50,
      paidCents: 6_000,
      openCents: 121_500,
      overdueCents: 121_500,
    })
  })

  it('says each total', () => {
    const { text } = reportOf(readBooks(files), day)
    const said = new Set(amountsIn(text))
    for (const cents of [127_550, 50, 6_000, 121_500]) assert.ok(said.has(cents), formatCents(cents))
  })

  it('changes by exactly what one invoice changes', () => {
    const totals = (payable: string) => {
      const changed = invoiceXml({ number: 'A1', customer: '1', payable })
      return totalsOf(accountsOn(day, readBooks(new Map([...files, ['invoices/A1.xml', changed]]))))
    }
    const before = totals('100.00')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (cents) => {
        const after = totals((cents / 100).toFixed(2))
        assert.equal(after.invoicedCents - before.invoicedCents, cents - 10_000)
        assert.equal(after.openCents - before.openCents, cents - 10_000)
        assert.equal(after.paidCents, before.paidCents)
      }),
    )
  })

  it('numbers weeks as ISO 8601 does', () => {
    const weeks = ['2026-11-22', '2026-01-01', '2027-01-01', '2024-12-30', '2020-12-31', 'nonsense'].map(weekOf)
    assert.deepEqual(weeks, ['2026-W47', '2026-W01', '2026-W53', '2025-W01', '2020-W53', '?'])
  })
})
