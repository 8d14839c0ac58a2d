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
