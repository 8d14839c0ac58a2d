// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bundlePrefix } from './bundle.ts'
import { decodeBundle, encodeBundle, maxEntryLength } from './index.ts'
import { utf8 } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

describe('entry bundles (tlog-tiles "Log entries")', () => {
  it('are the published bytes', () => {
    assert.deepEqual(encodeBundle([utf8('one')]), Uint8Array.from([0, 3, 0x6f, 0x6e, 0x65]))
    const entries = decodeBundle(Uint8Array.from([0, 0, 0, 1, 0x61, 0, 0]), 3)
    assert.deepEqual(entries, [utf8(''), utf8('a'), utf8('')])
  })

  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1, maxLength: 256 }), (entries) => {
        assert.deepEqual(decodeBundle(encodeBundle(entries), entries.length), entries)
        const [first] = entries
        assert.deepEqual(bundlePrefix(encodeBundle(entries), 1), first && encodeBundle([first]))
      }),
      { numRuns: 50 },
    )
  })

  it('hold entries up to 65,535 bytes, and refuse longer ones', () => {
    const longest = new Uint8Array(maxEntryLength).fill(1)
    assert.deepEqual(decodeBundle(encodeBundle([longest]), 1), [longest])
    assert.throws(() => encodeBundle([new Uint8Array(maxEntryLength + 1)]), refusedAs('bundle'))
    assert.throws(() => encodeBundle([]), refusedAs('bundle'))
    assert.throws(() => encodeBundle(Array(257).fill(longest)), refusedAs('bundle'))
  })

  it('refuse every cut, every added byte and every other count', () => {
    const bytes = encodeBundle(['one', '', 'three'].map(utf8))
    for (let end = 0; end < bytes.length; end++) {
      assert.throws(() => decodeBundle(bytes.subarray(0, end), 3), refusedAs('bundle'), `cut at ${end}`)
    }
    for (const extra of [[0], [0, 0], [0, 1, 2]]) {
      assert.throws(() => decodeBundle(Uint8Array.from([...bytes, ...extra]), 3), refusedAs('bundle'))
    }
    for (const count of [0, 1, 2, 4, 256]) assert.throws(() => decodeBundle(bytes, count), refusedAs('bundle'))
    assert.throws(() => decodeBundle(Uint8Array.from([0, 2, 0x61]), 1), refusedAs('bundle'))
    assert.throws(() => decodeBundle(Uint8Array.from([1]), 1), refusedAs('bundle'))
    assert.throws(() => decodeBundle(bytes.subarray(0, 10), 3), { message: 'entry 2 of the bundle is cut short' })
    assert.throws(() => bundlePrefix(bytes.subarray(0, 10), 3), refusedAs('bundle'))
  })
})
