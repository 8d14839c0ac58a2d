// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Budget } from '../../limits/index.ts'
import { sayIn } from '../language.ts'
import { tellBudgets } from './budgets.ts'

const tokens: Budget = {
  scope: 'agent',
  of: { id: 'reporter', name: 'Weekly report agent' },
  unit: 'tokens',
  per: 'day',
  period: '2026-11-22',
  limit: 2_000_000,
  used: 12_345,
  reserved: 0,
}
const money: Budget = {
  scope: 'organisation',
  unit: 'EUR',
  per: 'month',
  period: '2026-11',
  limit: 5_000_000,
  used: 42,
  reserved: 1_000_000,
}

describe('sluis budgets', () => {
  it('says what is used of each, in the reader’s own numbers', () => {
    assert.deepEqual(tellBudgets([tokens, money], { say: sayIn('en'), language: 'en' }), [
      'Weekly report agent, on 2026-11-22: 12,345 tokens of 2,000,000 tokens',
      'the organisation, in 2026-11: EUR 0.000042 of EUR 5.00, EUR 1.00 reserved',
    ])
    assert.deepEqual(tellBudgets([tokens, money], { say: sayIn('nl'), language: 'nl' }), [
      'Weekly report agent, op 2026-11-22: 12.345 tokens van 2.000.000 tokens',
      'de organisatie, in 2026-11: EUR 0,000042 van EUR 5,00, EUR 1,00 gereserveerd',
    ])
  })

  it('says where to begin when there are none', () => {
    assert.match(tellBudgets([], { say: sayIn('nl'), language: 'nl' }).join(), /docs\/guide\/nl\/budget\.md/)
  })
})
