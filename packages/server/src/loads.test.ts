// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Conflict, type Entry } from './journal/index.ts'
import { isReplaced, loads } from './loads.ts'

describe('a load where processes share a log', () => {
  const inForce = () => ({ id: 1, entry: 7, digest: 'now' })
  const entry = (data: Entry['data']): Entry => ({
    index: 9,
    at: 0,
    kind: 'organisation.loaded',
    data: { process: 'p1', ...data },
  })

  it('is refused as replaced when it rests on another than is in force, or follows with other files', () => {
    for (const data of [
      { digest: 'new', after: 6 },
      { digest: 'new' },
      { digest: 'now', follows: 6 },
      { digest: 'new', follows: 7 },
    ]) {
      assert.throws(() => loads.apply(entry(data), inForce), isReplaced)
    }
  })

  it('is tried again for nothing else: a defect that refuses it would refuse it for ever', () => {
    assert.equal(isReplaced(new Conflict('fold-failed', 'a defect')), false)
    assert.equal(isReplaced(new TypeError('no conflict')), false)
  })
})
