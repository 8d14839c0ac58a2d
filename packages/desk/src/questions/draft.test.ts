// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerIn, draftOf } from './draft.ts'

describe('an answer in the fields of a question', () => {
  it('is what was chosen, and never a guess', () => {
    assert.deepEqual(answerIn('yes_no', ['true']), { value: true })
    assert.deepEqual(answerIn('yes_no', ['false']), { value: false })
    assert.deepEqual(answerIn('yes_no', ['unknown']), { value: 'unknown' })
    assert.deepEqual(answerIn('section', ['none']), { value: 'none' })
    assert.deepEqual(answerIn('roles', ['provider', 'deployer']), { value: ['provider', 'deployer'] })
    for (const kind of ['yes_no', 'section', 'roles', 'number', 'date'] as const) {
      assert.deepEqual(answerIn(kind, []), { problem: 'missing' })
      assert.deepEqual(answerIn(kind, ['unknown']), { value: 'unknown' })
    }
  })

  it('is a number or a day that can be one', () => {
    assert.deepEqual(answerIn('number', ['1e25']), { value: 1e25 })
    for (const wrong of ['many', '-1', '1e999']) assert.deepEqual(answerIn('number', [wrong]), { problem: 'badNumber' })
    assert.deepEqual(answerIn('date', ['2025-09-01']), { value: '2025-09-01' })
    assert.deepEqual(answerIn('date', ['1 september']), { problem: 'badDate' })
  })

  it('comes back into the fields as it was given', () => {
    assert.deepEqual(draftOf(false), ['false'])
    assert.deepEqual(draftOf(['deployer']), ['deployer'])
    assert.deepEqual(draftOf(undefined), [])
  })
})
