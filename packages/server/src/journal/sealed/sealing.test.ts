// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { keyedDigest } from './sealing.ts'

describe('a keyed digest', () => {
  const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64url')

  it('is HMAC-SHA-256, whatever the text and the key', () => {
    const key = fc.uint8Array({ minLength: 0, maxLength: 64 })
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(fc.property(key, text, (key, text) => assert.equal(keyedDigest(key, text), hmac(key, text))))
  })

  it('is the same for texts of any length, one after the other', () => {
    const key = randomBytes(32)
    for (const length of [0, 1, 10_000, 10_901, 10_902, 40_000, 1_000_000, 3]) {
      for (const letter of ['a', 'é', '€', '\ud83c\udf0d', '\ud83c']) {
        const text = letter.repeat(length)
        assert.equal(keyedDigest(key, text), hmac(key, text), `${length} times ${JSON.stringify(letter)}`)
      }
    }
  })

  it('takes no key that HMAC would hash first', () => {
    assert.throws(() => keyedDigest(randomBytes(65), ''), RangeError)
  })
})
