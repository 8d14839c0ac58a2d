// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { completeLength, normalise } from './normalise.ts'
import { Offsets } from './offsets.ts'

const plain = (text: string, decoding = false) => normalise(text, decoding, new Offsets(0))

/** Text in which escapes, look-alikes, halves of them and invisible signs are likely. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '%',
        '%4',
        '%40',
        '%E2%82%AC',
        '%EF%BC%91',
        '%F0%9D%9F%8F',
        '%ff',
        '\\',
        '\\u00',
        '\\u0031',
        '&#49;',
        '&#x31;',
        '&#',
      ),
      fc.constantFrom(
        '\0',
        '\u200b',
        '１',
        '٢',
        '𝟑',
        '\ud835',
        '\udfcf',
        '＠',
        '\u00a0',
        '–',
        'e\u0301',
        '😀',
        '\u{e0031}',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''))

describe('reading a text as a detector should', () => {
  it('turns every decimal digit of Unicode into its ASCII digit', () => {
    for (let code = 0x30; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      const character = String.fromCodePoint(code)
      if (/\p{Nd}/u.test(character)) assert.match(plain(character), /^[0-9]$/, `U+${code.toString(16)}`)
    }
    assert.equal(plain('٠١٢٣٤٥٦٧٨٩'), '0123456789')
    assert.equal(plain('𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'), '0123456789')
  })

  it('leaves out what nobody sees and keeps what people read', () => {
    assert.equal(plain('1\u200b2\u00ad3\ufeff4'), '1234')
    assert.equal(plain('1\x002'), '12')
    assert.equal(plain('Müller – “ok” 😀'), 'Müller - “ok” 😀')
  })

  it('leaves out everything that Unicode says is ignored or a format, and every control but ends of lines and tabs', () => {
    // What stands before numbers of Arabic, Syriac and Kaithi is seen.
    const seen = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\t-\r\u0085]/u
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code)
      if (!/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/u.test(character) || seen.test(character)) continue
      assert.equal(plain(`1${character}2`), '12', `U+${code.toString(16)}`)
    }
    for (const accent of ['\u0301', '\u0489', '\u1ab0', '\u1dc4', '\u20d2', '\ufe20'])
      assert.equal(plain(`1${accent}2`), '12')
    assert.equal(plain('1\t2\r\n3\u00854'), '1\t2\r\n3\n4')
  })

  it('turns what Unicode has as a form of one ASCII letter or digit into that', () => {
    for (let code = 0x80; code <= 0x1ffff; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      const character = String.fromCodePoint(code)
      const form = character.normalize('NFKC')
      // Behind a number or `n` they are read as an ordinal, and end a word.
      if (!/^[A-Za-z0-9]$/.test(form) || 'ªº'.includes(character)) continue
      assert.equal(plain(character), form, `U+${code.toString(16)}`)
    }
    assert.equal(plain('іѕһӏ ΙΝ \u2800'), 'ishl IN  ')
  })

  it('decodes each escape once', () => {
    assert.equal(plain('%31&#50;&#x33;\\u0034', true), '1234')
    assert.equal(plain('%2531', true), '%31')
    assert.equal(plain('%EF%BC%91', true), '1')
    assert.equal(plain('%C3%28', true), '\u00c3(')
  })

  it('knows where every character came from', () => {
    fc.assert(
      fc.property(soup, fc.boolean(), (text, decoding) => {
        const offsets = new Offsets(7)
        const read = normalise(text, decoding, offsets)
        assert.equal(offsets.originalEnd, 7 + text.length)
        for (let index = 0; index < read.length; index++) {
          const [from, to] = [offsets.of(index) - 7, offsets.endOf(index + 1) - 7]
          assert.ok(from < to && to <= text.length)
          assert.equal(plain(text.slice(from, to), decoding), read.charAt(index))
          if (index > 0) assert.ok(from >= offsets.endOf(index) - 7)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('drops the beginning without moving the rest', () => {
    fc.assert(
      fc.property(soup, fc.nat(40), fc.nat(60), (text, count, original) => {
        const offsets = new Offsets(0)
        const read = normalise(text, true, offsets)
        const dropped = Math.min(count, read.length)
        const rest = offsets.without(dropped)
        for (let index = dropped; index <= read.length; index++) {
          assert.equal(rest.of(index - dropped), offsets.of(index))
          if (index > dropped) assert.equal(rest.endOf(index - dropped), offsets.endOf(index))
        }
        const behind = read.split('').findIndex((_, index) => offsets.of(index) > original)
        assert.equal(offsets.firstBehind(original), behind === -1 || original >= text.length ? read.length : behind)
      }),
      { numRuns: 500 },
    )
  })

  it('reads the same whether or not it was cut in front of an unfinished character', () => {
    fc.assert(
      fc.property(soup, fc.nat(200), (text, at) => {
        const first = text.slice(0, at % (text.length + 1))
        const cut = completeLength(first)
        assert.equal(plain(text.slice(0, cut), true) + plain(text.slice(cut), true), plain(text, true))
        assert.ok(first.length - cut <= 12)
      }),
      { numRuns: 1000 },
    )
  })
})
