// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { momentIn } from './moment.ts'
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
  it('is by the clock on this wall, and nothing is now', () => {
    assert.equal(momentIn('2026-11-22T14:05'), new Date(2026, 10, 22, 14, 5).getTime())
    assert.equal(momentIn(''), undefined)
    assert.equal(momentIn('tomorrow'), undefined)
  })
})
