// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mayHoldMoreValues } from './many-values.ts'

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
        assert.equal(count === 0 || mayHoldMoreValues(json, count - 1), true)
      }),
      { numRuns: 1000 },
    )
  })

  it('does not grow by what stands in texts', () => {
    const text = fc.string({ unit: fc.constantFrom(',', '[', '{', '"', '\\', 'a') })
    fc.assert(fc.property(text, (said) => assert.equal(mayHoldMoreValues(JSON.stringify([said, said]), 2), false)))
  })
})
