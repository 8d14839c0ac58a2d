// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pressed } from '../parts/pressed.ts'
import { usualChoice, wishOf } from './chosen.ts'

const trail = {
  entries: [
    { index: 3, at: 1, kind: 'organisation.loaded', fields: ['policies', 'shadow'] },
    { index: 7, at: 2, kind: 'call.allowed', fields: ['request', 'decision'] },
    { index: 9, at: 3, kind: 'call.ended', fields: [] },
  ],
  names: [
    { pseudonym: 'a', subject: 'person:sanne', isProvable: true },
    { pseudonym: 'b', subject: 'customer:10023', isProvable: true },
    { pseudonym: 'c', subject: 'person:old', isProvable: false },
  ],
  verifierKey: 'key',
}

describe('what goes into an exhibit', () => {
  it('names those who decided, and no customer, until somebody ticks them', () => {
    const usual = usualChoice(trail)
    assert.deepEqual(usual.names, ['a'])
    assert.deepEqual(usual.fields, ['3 policies', '7 request', '7 decision'])
  })

  it('is every entry with the fields that were chosen of it', () => {
    const chosen = { fields: pressed(usualChoice(trail).fields, '7 decision'), names: pressed(['a'], 'b') }
    assert.deepEqual(wishOf(trail, chosen, 'the court'), {
      entries: [
        { index: 3, fields: ['policies'] },
        { index: 7, fields: ['request'] },
        { index: 9, fields: [] },
      ],
      names: ['a', 'b'],
      for: 'the court',
    })
    assert.deepEqual(pressed(['a', 'b'], 'a'), ['b'])
  })
})
