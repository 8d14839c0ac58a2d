// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { formatVerifierKey, isKeyName, keyTypes, LogError, makeVerifierKey, parseVerifierKey } from './index.ts'
import { base64, testKey, toBase64 } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

const publishedKeys = [
  'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP',
  'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx',
  'witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN',
  'witness2.example.org+2e55b896+BIZ7fpceQWd60IfqQeS9IAnmNOCZjMDne8lZuguz/bi9',
  'example.com/behind-the-sofa+6ded73a9+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c',
  'witness.example.com/w1+745fb5e8+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU',
]

/** Neither reading nor making may ever end in something else than a key or a refusal. */
function isRefused(text: string): boolean {
  try {
    parseVerifierKey(text)
    return false
  } catch (error) {
    assert.ok(error instanceof LogError, `${text}: ${error}`)
    assert.ok(error.code === 'key-malformed' || error.code === 'key-type', error.code)
    return true
  }
}

describe('verifier keys (signed-note "Verifier keys")', () => {
  it('read and write the published ones', () => {
    for (const text of publishedKeys) assert.equal(formatVerifierKey(parseVerifierKey(text)), text)
  })

  it('come from a seed as published', () => {
    const sofa = testKey('example.com/behind-the-sofa', 1)
    const witness = testKey('witness.example.com/w1', 2, keyTypes.cosignature)
    assert.equal(formatVerifierKey(sofa.key), publishedKeys[6])
    assert.equal(formatVerifierKey(witness.key), publishedKeys[7])
  })

  it('refuse every part of a key, and every key with a byte changed', () => {
    for (const text of publishedKeys.slice(0, 2)) {
      for (let start = 0; start < text.length; start++) {
        for (let end = start; end <= text.length; end++) {
          if (end - start < text.length) assert.ok(isRefused(text.slice(start, end)), text.slice(start, end))
        }
      }
      for (let at = 0; at < text.length; at++) {
        for (const change of [1, 2, 32, 128]) {
          const changed = `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ change)}${text.slice(at + 1)}`
          assert.ok(isRefused(changed), changed)
        }
      }
    }
  })

  it('refuse keys of another length or type whose id is right', () => {
    const craft = (type: number, length: number): string => {
      const publicKey = new Uint8Array(length).fill(5)
      const encoded = toBase64(Uint8Array.of(type, ...publicKey))
      const id = createHash('sha256').update('PeterNeumann\n').update(encoded, 'base64').digest('hex').slice(0, 8)
      return `PeterNeumann+${id}+${encoded}`
    }
    assert.equal(isRefused(craft(1, 32)), false)
    for (const [type, length] of [
      [1, 31],
      [1, 33],
      [1, 0],
      [4, 64],
      [2, 32],
      [5, 32],
      [6, 1312],
      [255, 32],
    ] as const) {
      assert.ok(isRefused(craft(type, length)), `type ${type}, ${length} bytes`)
    }
  })

  it('refuse what only looks right', () => {
    const [text = ''] = publishedKeys
    const other = [
      text.toUpperCase(),
      `${text}\n`,
      ` ${text}`,
      `${text}=`,
      text.replace('530d903a', '530D903A'),
      'a'.repeat(1e6),
    ]
    for (const changed of other) assert.ok(isRefused(changed))
  })

  it('have names of printable ASCII without space and plus', () => {
    for (const name of ['a', 'example.com/log', '!*,-~', 'x'.repeat(255)]) assert.ok(isKeyName(name), name)
    for (const name of [
      '',
      'a b',
      'a+b',
      'a\tb',
      'a\nb',
      'é',
      'a\u0085',
      '\ufeffa',
      'a\u00a0',
      '\x7f',
      'x'.repeat(256),
    ]) {
      assert.ok(!isKeyName(name), JSON.stringify(name))
    }
    assert.throws(() => makeVerifierKey('a b', 1, new Uint8Array(32)), refusedAs('key-malformed'))
  })

  it('keep their own bytes', () => {
    const publicKey = Buffer.from(base64('iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w='))
    const key = makeVerifierKey('example.com/behind-the-sofa', 1, publicKey)
    publicKey.fill(0)
    assert.equal(formatVerifierKey(key), publishedKeys[6])
  })
})
