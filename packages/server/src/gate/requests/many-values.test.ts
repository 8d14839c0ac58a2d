// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mayHoldTooMuch } from './many-values.ts'

const valuesIn = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Object.values(value).reduce((sum: number, item) => sum + valuesIn(item), 0)
    : 1

describe('how many values JSON may hold, by its signs', () => {
  it('is never less than it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, room) => {
        const json = JSON.stringify(value, null, room ? 2 : 0)
        // The outermost is parted from nothing.
        const count = valuesIn(value) - 1
        assert.equal(count === 0 || mayHoldTooMuch(json, count - 1), true)
      }),
      { numRuns: 1000 },
    )
  })

  it('is too much by lists and members long before it is by values', () => {
    const lists = (count: number): string => `[${'[],'.repeat(count)}0]`
    const named = (count: number): string => `{${Array.from({ length: count }, (_, at) => `"${at}":0`).join()}}`
    assert.deepEqual([mayHoldTooMuch(lists(249_999), 1e6), mayHoldTooMuch(lists(250_000), 1e6)], [false, true])
    assert.deepEqual([mayHoldTooMuch(named(100_000), 1e6), mayHoldTooMuch(named(100_001), 1e6)], [false, true])
    assert.equal(mayHoldTooMuch(`[${'0,'.repeat(999_998)}0]`, 1e6), false)
  })

  it('does not grow by what stands in texts', () => {
    const text = fc.string({ unit: fc.constantFrom(',', '[', '{', '"', '\\', 'a') })
    fc.assert(fc.property(text, (said) => assert.equal(mayHoldTooMuch(JSON.stringify([said, said]), 2), false)))
  })
})
