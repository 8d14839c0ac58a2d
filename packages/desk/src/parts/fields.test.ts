// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { halfFilled, momentIn } from './moment.ts'
import { pressed } from './pressed.ts'

describe('a choice of several', () => {
  it('takes a press on and off, and what stands alone goes with nothing else', () => {
    assert.deepEqual(pressed(['unknown'], 'death', 'unknown'), ['death'])
    assert.deepEqual(pressed(['death', 'harm'], 'unknown', 'unknown'), ['unknown'])
    assert.deepEqual(pressed(['death'], 'harm', 'unknown'), ['death', 'harm'])
    assert.deepEqual(pressed(['death', 'harm'], 'death', 'unknown'), ['harm'])
  })
})

describe('a moment', () => {
  it('is by the clock on this wall, nothing is now, and what is half filled in is neither', () => {
    assert.deepEqual(momentIn('2026-11-22T14:05'), { at: new Date(2026, 10, 22, 14, 5).getTime() })
    assert.deepEqual(momentIn(''), {})
    assert.equal(momentIn(halfFilled), undefined)
  })
})
