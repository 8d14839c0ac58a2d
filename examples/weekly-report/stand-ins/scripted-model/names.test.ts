// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { distance, nearlySameName } from './names.ts'

describe('names that a hasty reader mixes up', () => {
  it('differ in case, accents, legal form, two letters or a last word', () => {
    for (const [a, b] of [
      ['Bakkerij De Vries B.V.', 'Bakkerij de Vries V.O.F.'],
      ['Café Müller', 'Cafe Muller'],
      ['Jansen Bouw', 'Janssen Bouw'],
      ['Jansen Bouw', 'Jansen Bouw Noord'],
    ] as const) {
      assert.ok(nearlySameName(a, b), `${a} / ${b}`)
      assert.ok(nearlySameName(b, a), `${b} / ${a}`)
    }
  })

  it('are not any two names', () => {
    for (const [a, b] of [
      ['Bakkerij De Vries', 'Slagerij De Vries'],
      ['Bos', 'Bol'],
      ['', ''],
      ['Jansen', 'Jansen Bouw'],
    ] as const) {
      assert.ok(!nearlySameName(a, b), `${a} / ${b}`)
    }
  })

  it('are compared by a distance that is one', () => {
    const word = fc.string({ maxLength: 8 })
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        assert.equal(distance(a, b), distance(b, a))
        assert.equal(distance(a, b) === 0, a === b)
        assert.ok(distance(a, c) <= distance(a, b) + distance(b, c))
      }),
    )
  })
})
