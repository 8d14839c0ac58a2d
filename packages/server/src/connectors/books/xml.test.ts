// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ConnectorError } from '../error.ts'
import { parseXml, type XmlElement } from './xml.ts'

const parse = (text: string): XmlElement => parseXml(Buffer.from(text))
const refuses = (input: string | Uint8Array): void => {
  assert.throws(
    () => parseXml(typeof input === 'string' ? Buffer.from(input) : input),
    (error) => error instanceof ConnectorError && error.code === 'document-unreadable',
  )
}

describe('an XML document', () => {
  it('is the same whichever prefixes its author chose', () => {
    const shape = ({ namespace, name, text, children }: XmlElement): unknown => [
      namespace,
      name,
      text,
      children.map(shape),
    ]
    const plain = parse('<a xmlns="urn:x"><b>1</b></a>')
    const prefixed = parse('<?xml version="1.0"?><p:a xmlns:p="urn:x"><q:b xmlns:q="urn:x">1</q:b></p:a>')
    assert.deepEqual(shape(plain), shape(prefixed))
    assert.deepEqual(shape(parse('<a xmlns:p="urn:x"><p:b xmlns:p="urn:y"/></a>')), [
      '',
      'a',
      '',
      [['urn:y', 'b', '', []]],
    ])
  })

  it('keeps text as it is written: entities of XML itself, references, and what is marked as text', () => {
    assert.equal(parse('<a> Van Dalen &amp; Zn. &#233;&#xE9; &lt;b&gt; </a>').text, 'Van Dalen & Zn. éé <b>')
    assert.equal(parse('<a><![CDATA[&amp;]]></a>').text, '&amp;')
    assert.equal(parse('<a x="&quot;1&apos;"/>').attributes.get('x'), `"1'`)
    assert.equal(parse('<a>1<!-- one -->2</a>').text, '12')
    // XML 1.0 §2.3 knows four blanks: to any other reader these belong to the value.
    assert.equal(parse('<a> \t\r\n1 2\n</a>').text, '1 2')
    for (const sign of ['\u00a0', '\ufeff', '\u2028']) assert.equal(parse(`<a>${sign}1</a>`).text, `${sign}1`)
  })

  it('is refused with a document type, because that is where entities come from', () => {
    refuses('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    refuses('<!DOCTYPE a><a/>')
    refuses('<a>&x;</a>')
    refuses('<a>&toString;</a>')
    refuses('<a>&amp</a>')
    refuses('<a>&#0;</a>')
    refuses('<a>&#xD800;</a>')
    refuses('<a>&;</a>')
  })

  it('is refused when it is not well-formed, or not one document', () => {
    for (const text of [
      '',
      'text',
      '<a',
      '<a>',
      '<a></b>',
      '<a/><b/>',
      '<a/>x',
      '<a b="1" b="2"/>',
      '<a b=1/>',
      '<p:a/>',
    ]) {
      refuses(text)
    }
  })

  it('is refused in another encoding, whatever it says', () => {
    refuses(Buffer.from('<a>é</a>', 'latin1'))
    refuses(Buffer.from('\ufeff<a/>', 'utf16le'))
    refuses('<?xml version="1.0" encoding="ISO-8859-1"?><a/>')
    assert.equal(parse('\ufeff<?xml version="1.0" encoding="utf-8"?><a/>').name, 'a')
  })

  it('is refused with names that would reach into objects', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) refuses(`<${name}/>`)
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
  })

  it('is refused when deeper, larger or fuller than any invoice', () => {
    refuses('<a>'.repeat(33) + '</a>'.repeat(33))
    refuses(`<a>${'<b/>'.repeat(300_000)}</a>`)
    refuses(`<a ${'x="1" '.repeat(150_000)}/>`)
    refuses(Buffer.alloc(10 * 1024 * 1024 + 1, 0x20))
  })

  it('is read or refused with the right code, never anything else', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      '&amp;',
      '&',
      ']]>',
      '<![CDATA[',
      '<!--',
      '-->',
      '<?',
      '?>',
      '=',
      '"',
      ' ',
      'é',
      '<',
      '>',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          try {
            parse(text)
          } catch (error) {
            assert.ok(error instanceof ConnectorError && error.code === 'document-unreadable', String(error))
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('gives back any text that was written into it', () => {
    const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    const legal = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text))
    // Not `trim`, which takes spaces that XML counts as text, such as U+2000.
    const trimmed = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
    fc.assert(
      fc.property(legal, (text) => assert.equal(parse(`<a>${escaped(text)}</a>`).text, trimmed(text))),
      { examples: [['\u2000'], ['\u00a0 a \ufeff'], [' \r\n\ta\u3000\t']] },
    )
  })
})
