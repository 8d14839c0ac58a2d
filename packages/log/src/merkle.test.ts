// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { emptyRoot, hashLeaf, hashNode } from './index.ts'
import { foldPerfect } from './merkle.ts'
import { sha256 } from './sha256.ts'
import { toBase64, toHex, utf8 } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

describe('tree hashing (RFC 6962 section 2.1)', () => {
  it('gives the published digests', () => {
    assert.equal(toHex(emptyRoot), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    assert.equal(toHex(hashLeaf(utf8(''))), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
    assert.equal(toHex(hashLeaf(utf8('L123456'))), '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56')
    assert.equal(toBase64(hashLeaf(utf8('hello world'))), 'TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=')
  })

  it('gives the published digest of a node, whose halves there are no hashes', () => {
    const node = sha256(utf8('\x01N123N456'))
    assert.equal(toHex(node), 'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb')
  })

  it('takes every byte of an entry into its leaf, however long the entry is', () => {
    for (const length of [4095, 4096, 4097, 8190, 8191, 8192, 8193, 65_535, 8191]) {
      const entry = Uint8Array.from({ length }, (_, i) => (i * 7 + length) % 256)
      const leaf = createHash('sha256').update(Uint8Array.of(0)).update(entry).digest('hex')
      assert.equal(toHex(hashLeaf(entry)), leaf, `${length} bytes`)
    }
  })

  it('tells a leaf from a node of the same bytes', () => {
    const [left, right] = [hashLeaf(utf8('a')), hashLeaf(utf8('b'))]
    assert.notEqual(toHex(hashLeaf(Buffer.concat([left, right]))), toHex(hashNode(left, right)))
  })

  it('folds a row of hashes as node by node', () => {
    const row = ['a', 'b', 'c', 'd'].map((text) => hashLeaf(utf8(text)))
    const [a, b, c, d] = row
    assert.ok(a && b && c && d)
    assert.equal(toHex(foldPerfect(Buffer.concat(row), 4)), toHex(hashNode(hashNode(a, b), hashNode(c, d))))
  })

  it('refuses a node of anything but two hashes', () => {
    for (const length of [0, 4, 31, 33, 64]) {
      assert.throws(() => hashNode(new Uint8Array(length), emptyRoot), refusedAs('hash'))
      assert.throws(() => hashNode(emptyRoot, new Uint8Array(length)), refusedAs('hash'))
    }
  })
})
