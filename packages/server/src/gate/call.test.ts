// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newCallId } from './call.ts'

describe('the name of a call', () => {
  it('is no other call’s, and comes after those that were made before it', () => {
    const made = Array.from({ length: 20_000 }, () => newCallId())
    assert.equal(new Set(made).size, made.length)
    assert.deepEqual(made.toSorted(), made)
    for (const id of made) assert.match(id, /^call-[0-9a-f]{23}$/)
  })

  it('still comes after them when the clock goes back, and when more calls came than one moment has names for', () => {
    const later = Date.now() + 60_000
    const made = Array.from({ length: 10_000 }, (_, n) => newCallId(n % 2 === 0 ? later : later - 5000))
    assert.equal(new Set(made).size, made.length)
    assert.deepEqual(made.toSorted(), made)
  })
})
