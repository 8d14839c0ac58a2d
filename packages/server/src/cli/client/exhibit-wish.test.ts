// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Choice, exhibitWish } from './exhibit-wish.ts'

const [sanne, client, old] = [
  { pseudonym: 'a', subject: 'person:sanne', isProvable: true },
  { pseudonym: 'b', subject: 'customer:10023', isProvable: true },
  { pseudonym: 'c', subject: 'person:old', isProvable: false },
]
const trail = {
  entries: [
    { index: 3, at: 1, kind: 'organisation.loaded', fields: ['policies', 'shadow'] },
    { index: 9, at: 3, kind: 'call.ended', fields: ['result', 'pseudonyms'] },
  ],
  names: [sanne, client, old],
  verifierKey: 'key',
}
const fieldsOf = (choice: Choice) => exhibitWish(trail, choice).entries.map(({ fields }) => fields.join(' '))

describe('what `sluis exhibit` hands over', () => {
  it('names the people who decided, and nobody that the gate kept from a model, unless all names are asked for (P7)', () => {
    assert.deepEqual(fieldsOf({ names: 'people' }), ['policies', 'result'])
    const { named, unprovable } = exhibitWish(trail, { names: 'people' })
    assert.deepEqual([named, unprovable], [[sanne], [old]])
    assert.deepEqual(fieldsOf({ names: 'all' }), ['policies', 'result pseudonyms'])
    assert.deepEqual(exhibitWish(trail, { names: 'all' }).named, [sanne, client])
    assert.deepEqual(exhibitWish(trail, { names: 'none' }).named, [])
  })

  it('leaves behind what it is told to', () => {
    assert.deepEqual(fieldsOf({ names: 'all', without: ['policies', 'pseudonyms'] }), ['', 'result'])
  })
})
