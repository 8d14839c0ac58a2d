// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sha256, sha256Into } from './sha256.ts'
import { sha256PortableInto } from './sha256-portable.ts'
import { toHex, utf8 } from './test/keys.ts'

function sha256Portable(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(32)
  sha256PortableInto(data, out, 0)
  return out
}

const reference = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')

describe('SHA-256', () => {
  it('gives the digests of FIPS 180-4', () => {
    const vectors = [
      ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
      ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
      [
        'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
        '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
      ],
    ] as const
    for (const [text, digest] of vectors) {
      assert.equal(toHex(sha256(utf8(text))), digest)
      assert.equal(toHex(sha256Portable(utf8(text))), digest)
    }
  })

  it('is the same in plain JavaScript for every length around a block, and for long input', () => {
    for (const length of [...Array(300).keys(), 1000, 65_536, 1_000_003]) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256)
      assert.equal(toHex(sha256Portable(data)), reference(data), `${length} bytes`)
    }
  })

  it('is the same in plain JavaScript for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (data) => {
        assert.equal(toHex(sha256Portable(data)), reference(data))
        assert.equal(toHex(sha256(data)), reference(data))
      }),
    )
  })

  it('writes a digest where it was told to, and nowhere else', () => {
    for (const into of [sha256Into, sha256PortableInto]) {
      const out = new Uint8Array(40).fill(7)
      into(utf8('abc'), out, 4)
      assert.equal(toHex(out), `07070707${reference(utf8('abc'))}07070707`)
    }
  })
})
