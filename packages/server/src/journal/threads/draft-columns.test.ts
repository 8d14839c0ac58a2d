// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDraft, draftsIn, noDrafts } from './draft-columns.ts'

const plain = { noNullPrototype: true }
const word = fc.string({ unit: 'binary', maxLength: 12 })
const field = fc.record({ name: word, subject: word, value: word, parts: fc.array(word, { maxLength: 3 }) }, plain)
const draft = fc.record(
  {
    kind: word,
    data: word,
    private: fc.option(fc.array(field, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    series: fc.option(word, { nil: undefined }),
    receipt: fc.constantFrom(undefined, true as const),
  },
  plain,
)

describe('drafts as columns', () => {
  it('are on the other side what they were on this one', () => {
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 8 }), (drafts) => {
        const columns = noDrafts()
        const numbered = drafts.map((one, at) => ({ id: at + 7, ...one }))
        for (const [at, { id, ...one }] of numbered.entries()) assert.equal(addDraft(columns, id, one), at + 1)
        assert.deepEqual([...draftsIn(structuredClone(columns))], numbered)
      }),
    )
  })
})
