// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatFor } from '../language/format.ts'
import { nl } from '../language/nl.ts'
import { sentenceOf } from './sentence.ts'

describe('the sentence of what is about to happen', () => {
  const spoken = { words: nl, format: formatFor('nl') }
  const held = { agent: { id: 'reporter', name: 'Reporter' }, tool: 'bank_pay', arguments: {}, attachments: [] }
  const told = (facts: unknown) => sentenceOf({ ...held, facts }, spoken).replaceAll(/[\u2068\u2069]/g, '')

  it('names the amount of a payment, which who approves reads last', () => {
    assert.equal(
      told({ amount: { cents: 125_050 } }).replaceAll('\u00a0', ' '),
      'Reporter wil bank_pay gebruiken, voor € 1.250,50.',
    )
  })

  it('names none where the call has none', () => {
    assert.equal(told({}), 'Reporter wil bank_pay gebruiken.')
  })
})
