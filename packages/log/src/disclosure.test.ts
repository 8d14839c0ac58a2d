// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseName } from './disclosure.ts'
import { digestDisclosure, parseDisclosure, pseudonymIn } from './index.ts'
import { refusedAs } from './test/refusal.ts'

const given = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('disclosures (RFC 9901)', () => {
  it('are digested as the RFC has them, and read where there is one way to', () => {
    const field = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0'
    assert.equal(digestDisclosure(field), 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0')
    const piece = 'WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0'
    assert.equal(digestDisclosure(piece), 'w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs')
    for (const spaced of [field, piece]) assert.throws(() => parseDisclosure(spaced), refusedAs('disclosure'))
    const [ownField, ownPiece] = [given(['salt', 'family_name', 'Möbius']), given(['salt', 'FR'])]
    const digest = digestDisclosure(ownField)
    assert.deepEqual(parseDisclosure(ownField), { name: 'family_name', value: 'Möbius', digest })
    assert.deepEqual(parseDisclosure(ownPiece), { value: 'FR', digest: digestDisclosure(ownPiece) })
  })

  it('are digested as any SHA-256 does, whatever they hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = given(['salt', 'name', value])
        assert.equal(digestDisclosure(text), createHash('sha256').update(text).digest('base64url'))
        assert.deepEqual(parseDisclosure(text).value, JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('are refused when they are anything else', () => {
    const whole = given(['salt', 'name', 'value'])
    const others = [
      ...[{}, null, 'salt', [], ['salt'], [1, 'value'], ['salt', 1, 'value'], ['s', 'n', 'v', 'more']].map(given),
      ...['', '!', `${whole}=`, whole.replaceAll('W', '+'), `${whole}\n`, Buffer.from('[').toString('base64url')],
      Buffer.from([0x5b, 0xff, 0x5d]).toString('base64url'),
    ]
    for (const other of others) {
      assert.throws(
        () => parseDisclosure(other),
        (error) => {
          assert.ok(error instanceof Error && 'code' in error)
          assert.match(String(error.code), /^(disclosure|encoding)$/, other)
          return true
        },
      )
    }
    // Unused bits of the last letter: two texts for the same bytes would be two digests.
    assert.throws(
      () => parseDisclosure(`${whole.slice(0, -1)}${whole.endsWith('R') ? 'S' : 'R'}`),
      refusedAs('disclosure'),
    )
  })
})

describe('pseudonyms', () => {
  it('are the first 160 bits of the digest of the disclosure that names their subject, in base32', () => {
    const name = given(['salt', 'subject', 'person:anna'])
    const bits = [...createHash('sha256').update(name).digest().subarray(0, 20)].map((byte) =>
      byte.toString(2).padStart(8, '0'),
    )
    const letters = bits
      .join('')
      .match(/.{5}/g)
      ?.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)])
    assert.equal(pseudonymIn(name), letters?.join(''))
    assert.deepEqual(parseName(name), { pseudonym: pseudonymIn(name), subject: 'person:anna' })
  })

  it('are named by a disclosure of that name and a text alone', () => {
    for (const other of [
      ['salt', 'person:anna'],
      ['salt', 'request', 'person:anna'],
      ['salt', 'subject', 7],
    ]) {
      assert.throws(() => parseName(given(other)), refusedAs('disclosure'))
    }
  })
})
