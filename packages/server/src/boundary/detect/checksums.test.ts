// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mod97, passesElevenTest, passesIbanCheck, passesLuhn } from './checksums.ts'

const digits = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })

/** The text with one digit changed, at a place and by an amount that the property picks. */
function withOneDigitChanged(text: string, place: number, by: number): string {
  const at = place % text.length
  return text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1)
}

describe('checksums', () => {
  it('knows published examples', () => {
    assert.ok(passesElevenTest('123456782') && passesElevenTest('111222333'))
    assert.ok(passesIbanCheck('NL91ABNA0417164300') && passesIbanCheck('GB29NWBK60161331926819'))
    assert.ok(passesLuhn('4111111111111111') && passesLuhn('378282246310005'))
    assert.equal(mod97('3214282912345698765432161182'), 1)
  })

  it('refuses a BSN of zeros and one of another length', () => {
    assert.ok(!passesElevenTest('000000000'))
    assert.ok(!passesElevenTest('12345678'))
    assert.ok(!passesElevenTest('1234567820'))
  })

  it('notices any single wrong digit', () => {
    fc.assert(
      fc.property(digits(8), fc.nat(), fc.integer({ min: 1, max: 9 }), (first, place, by) => {
        for (let check = 0; check < 10; check++) {
          const bsn = `${first.join('')}${check}`
          if (passesElevenTest(bsn)) assert.ok(!passesElevenTest(withOneDigitChanged(bsn, place, by)))
          if (passesLuhn(bsn)) assert.ok(!passesLuhn(withOneDigitChanged(bsn, place, by)))
        }
      }),
    )
  })
})
