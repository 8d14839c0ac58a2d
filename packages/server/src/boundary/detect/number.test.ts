// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isDigit } from '../text/characters.ts'
import { digitsEnd } from './digits.ts'
import { groupedAt, mayBeAny } from './number.ts'
import { Window } from './window.ts'

const words = ['bsn ', 'kvk: ', 'tel. ', 'card ', 'paspoort ', 'rijbewijs ', 'order ', 'a ', 'B01', '\n', ' x']
const numbers = [
  ...[
    '123456782',
    '111222333',
    '12345672',
    '12 345 672',
    '12345678',
    '4111111111111111',
    '5500 0000 0000 0004',
    '6200 0000 0000 0005',
  ],
  ...[
    '2221000000000009',
    '06',
    '020',
    '0495',
    '0031',
    '12',
    '345',
    '678',
    '82',
    '4111',
    '1111',
    '0',
    '1',
    '6',
    '2',
    '10',
  ],
]
const texts = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...numbers) },
      { weight: 3, arbitrary: fc.constantFrom(' ', ' ', '-', '.', '/', ') ', ' (0)', '  ', '') },
      { weight: 1, arbitrary: fc.constantFrom(...words) },
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''))

describe('a cheap look at a number', () => {
  it('passes over nothing that would be found', () => {
    let passedOver = 0
    fc.assert(
      fc.property(texts, (text) => {
        const window = new Window()
        window.open(text, text.length, false)
        for (let start = 0; start < text.length; start++) {
          if (!isDigit(text.charCodeAt(start)) || isDigit(window.at(start - 1)) || window.at(start - 1) === 43) continue
          const digits = digitsEnd(window, start) - start
          const isNamed = window.hasWordBefore(start)
          if (mayBeAny(window, start, digits, isNamed)) continue
          passedOver++
          assert.equal(groupedAt(window, start, digits, isNamed), undefined, `${start} in ${JSON.stringify(text)}`)
        }
      }),
      { numRuns: 2000 },
    )
    assert.ok(passedOver > 1000)
  })
})

describe('whether a word stands before a number', () => {
  it('is told as if nothing had been asked before', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', ' ', '1', ' ', '1', ' ', 'a'), maxLength: 200 }),
        fc.array(fc.nat(200), { maxLength: 10 }),
        (text, places) => {
          const asked = new Window()
          asked.open(text, text.length, false)
          for (const place of places) {
            const fresh = new Window()
            fresh.open(text, text.length, false)
            assert.equal(asked.hasWordBefore(place), fresh.hasWordBefore(place))
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
