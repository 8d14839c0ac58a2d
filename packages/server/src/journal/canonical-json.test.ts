// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'
import type { JsonValue } from './json.ts'
import { encodeLeaf } from './leaf.ts'

const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json')),
    fc.dictionary(fc.string(), tie('json')),
  ),
}))

/** The same by way of JavaScript's own JSON, which writes texts and numbers as RFC 8785 asks. */
function sorted(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sorted(member ?? null)}`).join(',')}}`
}

describe('canonical JSON', () => {
  it('writes any value as RFC 8785 does, and reads back as it was', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value)
        assert.equal(text, sorted(value))
        assert.equal(canonicalJson(JSON.parse(text)), text)
      }),
    )
  })

  it('sorts members by UTF-16 code units and leaves out what is absent (RFC 8785 §3.2.3)', () => {
    const value = { '€': 1, '\r': 2, '1': 3, '\u{1f600}': 4, ö: 5, '\ufb33': 6, gone: undefined }
    assert.equal(canonicalJson(value), '{"\\r":2,"1":3,"ö":5,"€":1,"\u{1f600}":4,"\ufb33":6}')
    assert.equal(canonicalJson([-0, 1e21, 1e-7, 'a"\\\u001f']), '[0,1e+21,1e-7,"a\\"\\\\\\u001f"]')
  })

  it('sorts few members as it sorts many', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 40, size: 'max' }), (names) => {
        const value = Object.fromEntries(names.map((name) => [name, 1]))
        assert.equal(canonicalJson(value), sorted(value))
      }),
    )
  })

  it('refuses what JSON can not carry', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 'a\ud800', '\udc00b', { '\udc00': 1 }]) {
      assert.throws(() => canonicalJson(value), RangeError)
    }
  })

  it('is what a leaf is, with members of a series or without', () => {
    const parts = { at: 5, kind: 'a"kind', salt: 'c2FsdA' }
    const [data, series] = [{ b: 1, a: ['x'] }, 'agent:é']
    const leaf = encodeLeaf({ ...parts, data: canonicalJson(data), series, number: 7, disclosures: ['d1', 'd2'] })
    assert.equal(leaf.toString(), canonicalJson({ ...parts, v: 1, data, series, number: 7, _sd: ['d1', 'd2'] }))
    const bare = encodeLeaf({ ...parts, data: canonicalJson(data), disclosures: [] })
    assert.equal(bare.toString(), canonicalJson({ ...parts, v: 1, data }))
  })
})
