// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatFor } from './format.ts'

describe('a moment', () => {
  it('has its day when that is not today, and its year when that is not this one', () => {
    const now = new Date()
    const { time } = formatFor('en')
    assert.match(time(now.getTime()), /^\d\d:\d\d$/)
    const otherDay = new Date(now.getFullYear(), now.getMonth() === 5 ? 6 : 5, 15, 14, 2)
    assert.match(time(otherDay.getTime()), /^15 (Jun|Jul)[a-z]*,? (at )?14:02$/)
    const lastYear = new Date(now.getFullYear() - 1, 11, 3, 14, 2)
    assert.match(time(lastYear.getTime()), new RegExp(`^3 Dec ${lastYear.getFullYear()},? (at )?14:02$`))
  })
})

describe('a budget', () => {
  it('has the sixth decimal that a token may cost, and its month or day in words', () => {
    const { money, period } = formatFor('en')
    assert.deepEqual(
      [money(1_500_000, 'EUR'), money(1, 'EUR'), money(2_000_000, 'USD')],
      ['€1.50', '€0.000001', 'US$2.00'],
    )
    assert.deepEqual([period('2026-11'), period('2026-11-23'), period('?')], ['November 2026', '23 November 2026', '?'])
  })
})
