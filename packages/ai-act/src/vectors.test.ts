// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { classify } from './classify.ts'
import { needs, reference } from './test/reference.ts'
import { vectors } from './test/vectors.ts'

const theirs = reference('ai-act-vectors.json')

describe('the worked systems', () => {
  for (const { id, description, on = '2026-11-22', closed = true, facts, expect } of vectors) {
    it(`${id}: ${description}`, () => {
      const { label, hits, open } = classify(JSON.stringify(facts), { on, closed })
      const ids = (kind: string, inForce?: boolean) =>
        hits.filter((hit) => hit.kind === kind && hit.inForce === (inForce ?? hit.inForce)).map((hit) => hit.id)

      assert.equal(label, expect.label)
      if (expect.why !== undefined) assert.deepEqual(ids('scope'), [expect.why])
      if (expect.annex_iii !== undefined) assert.deepEqual(ids('annex_iii'), expect.annex_iii)
      if (expect.annex_i !== undefined) assert.deepEqual(ids('annex_i'), expect.annex_i)
      if (expect.art5 !== undefined) assert.deepEqual(ids('prohibited', true), expect.art5)
      if (expect.art5_future !== undefined) assert.deepEqual(ids('prohibited', false), expect.art5_future)
      if (expect.art50 !== undefined) assert.deepEqual(ids('transparency'), expect.art50)
      if (expect.filtered !== undefined) assert.equal(ids('filter').length > 0, expect.filtered)
      const waiting = new Set(open.flatMap(({ decides }) => decides))
      for (const rule of expect.open ?? []) assert.ok(waiting.has(rule), rule)
    })
  }

  it('are those of the reference', needs(theirs), () => {
    assert.deepEqual(vectors, JSON.parse(theirs ?? ''))
  })
})
