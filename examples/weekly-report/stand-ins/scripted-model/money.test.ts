// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { amountsIn, formatCents, parseCents } from './money.ts'

describe('amounts', () => {
  it('are read from UBL and from Dutch exports', () => {
    const read = ['1935.01', '649,77', '0', '12.5', '-3,20', ' 7.00 '].map(parseCents)
    assert.deepEqual(read, [193501, 64977, 0, 1250, -320, 700])
  })

  it('are not guessed at', () => {
    for (const text of ['', '1.234,56', 'EUR 1', '1e3', '0.123', '--1', '1234567890123']) {
      assert.equal(parseCents(text), undefined, text)
    }
  })

  it('are found again in a text as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -999_999_999_99, max: 999_999_999_99 })), (amounts) => {
        const text = amounts.map((cents) => `open ${formatCents(cents)}, `).join('')
        assert.deepEqual(
          amountsIn(text),
          amounts.map((cents) => cents + 0),
        )
      }),
    )
  })

  it('are found in other notations, dates and numbers are not', () => {
    assert.deepEqual(amountsIn('1,234.56 EUR, 1234.56 or € 1 234,56'), [123456, 123456, 123456])
    assert.deepEqual(amountsIn('01.10.2026, 2026-11-22, NL91, factuur 2026-0101, week 47'), [])
  })
})
