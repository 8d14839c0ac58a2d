// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayBefore, dayIn } from './days.ts'

describe('a day to look back to', () => {
  it('is whole, also where the clock changes or a year ends', () => {
    for (const day of ['2026-03-03', '2026-03-29', '2026-10-25', '2026-12-31', '2028-02-29']) {
      const end = dayIn(day)
      assert.equal(dayBefore(end), day)
      assert.equal(dayIn(dayBefore((end ?? 0) - 1)), end)
      assert.notEqual(dayBefore((end ?? 0) + 1), day)
    }
  })

  it('is none of what is no day', () => {
    for (const text of ['', 'gisteren', '2026', '2026-03']) assert.equal(dayIn(text), undefined, text)
    assert.equal(dayBefore(undefined), '')
  })
})
