// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Rule } from './api-cases.ts'
import { refusing } from './rules.ts'

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({ id, effect: 'forbid', explanation: {}, ...more })
const final = rule('invoice-only-to-its-debtor')
const held = rule('outside-mail-needs-finance', { remedy: 'approve:finance' })
const permit = rule('reporter-may-mail', { effect: 'permit' })

describe('the rules that said no', () => {
  it('are those that nothing lifts, where there are any', () => {
    assert.deepEqual(refusing([permit, held, final]), [final])
  })

  it('are else those that a person could lift', () => {
    assert.deepEqual(refusing([permit, held]), [held])
  })

  it('are none when only a permit spoke', () => {
    assert.deepEqual(refusing([permit]), [])
  })
})
