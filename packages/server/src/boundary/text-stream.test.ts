// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inspect } from './inspect.ts'
import { MAX_HELD_BACK } from './inspector.ts'
import { BUILT_IN_KINDS, type FindingKind } from './kinds.ts'
import { BUILT_IN_RULES } from './own-rules.ts'
import { Pseudonyms, RestoringStream, restore } from './pseudonyms.ts'
import { markerOf } from './replace.ts'
import { pseudonymised, redacted } from './testing/replaced.ts'
import { TextStream } from './text-stream.ts'

const redacting = (kinds: readonly FindingKind[]) => new TextStream(kinds, markerOf, BUILT_IN_RULES)
/** Changes nothing and only finds. */
const inspecting = () => redacting([])

function through(stream: TextStream | RestoringStream, chunks: readonly string[]): string {
  return chunks.map((chunk) => stream.push(chunk)).join('') + stream.end()
}

/** Pieces of findings, of what hides them and of ordinary text, so that joining them makes and breaks findings. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'bsn ',
      'BSN: ',
      '123456782',
      '1234.56.782',
      '12345672',
      'NL91',
      'ABNA',
      '0417164300',
      ' 0417 1643 00',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'jan',
      '@',
      'example.com',
      '.',
      '%40',
      '%31',
      '%',
      '\\u0031',
      '&#49;',
      '\u200b',
      '１',
      '😀',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'wachtwoord: ',
      'Welkom01',
      'https://a:',
      'b@c.example',
      '-----BEGIN PRIVATE KEY-----',
      'eyJhbGciOiJIUzI1NiJ9.',
      'ghp_',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'MTIzNDU2Nzgy',
      'geboren ',
      '1 maart 1980',
      '06',
      '-12345678',
      '+31 6 ',
      '4111 1111 1111 1111',
      '1234 AB ',
      '12',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ' ',
      '\n',
      ', ',
      ' en ',
      ' is mijn bsn',
      'kenteken ',
      '12-ABC-3',
      'diabetes',
      '2001:db8::',
      '1',
      '192.0.2.',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
)
const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))

describe('a text in a stream', () => {
  it('gives the same findings and the same text however it is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 8 }), (whole, cuts) => {
        const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length]
        const chunks = places.slice(1).map((place, index) => whole.slice(places[index], place))
        const stream = redacting(BUILT_IN_KINDS)
        assert.equal(through(stream, chunks), redacted(whole, BUILT_IN_KINDS))
        assert.deepEqual(stream.takeFindings(), inspect(whole))
      }),
      { numRuns: 3000 },
    )
  })

  it('passes over only words and numbers in which the detectors would find nothing', () => {
    // Where a pattern of the organisation's own may begin with any character, nothing is passed over.
    const closely = { ...BUILT_IN_RULES, patternStarts: new Uint8Array(128).fill(1) }
    const short = fc.constantFrom(
      '37 ',
      '12, ',
      '2024 ',
      '1234 AB',
      ' bis ',
      '12 maart 1980',
      'geb ',
      '1 XBC 23 ',
      'kenteken ',
      'de 12',
      'DE 136695976',
      'a:',
      '2001:',
      ':30 ',
      '3.',
      '14:30 ',
      'NL 91 ABNA 0417 1643 00 ',
      'AB 12 ',
      'of ',
      'bsn ',
      '12 34 56 78 2 ',
      '06.',
      '06 ',
      '-12345678 ',
      '(0)',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(short, { maxLength: 12 }), (pieces) => {
        const whole = `${pieces.join('')}${' en zo'.repeat(20)}`
        const stream = inspecting()
        through(stream, whole.split(/(?<= )/))
        assert.deepEqual(stream.takeFindings(), inspect(whole, closely))
        assert.deepEqual(inspect(whole), inspect(whole, closely))
      }),
      { numRuns: 3000 },
    )
  })

  it('lets through every other character of a text that it changes nothing in', () => {
    fc.assert(
      fc.property(text, (whole) => {
        assert.equal(through(inspecting(), whole.split('')), whole)
      }),
    )
  })

  it('puts the same text back behind pseudonyms, also one character at a time', () => {
    const key = new Uint8Array(16).fill(3)
    fc.assert(
      fc.property(text, (whole) => {
        const pseudonyms = new Pseudonyms(key)
        const hiding = new TextStream(BUILT_IN_KINDS, (kind, original) => pseudonyms.of(kind, original), BUILT_IN_RULES)
        const there = through(hiding, whole.split(''))
        assert.equal(there, pseudonymised(whole, BUILT_IN_KINDS, pseudonyms))
        assert.equal(through(new RestoringStream(pseudonyms), there.split('')), restore(there, pseudonyms))
        if (!whole.includes('[')) assert.equal(restore(there, pseudonyms), whole)
      }),
    )
  })

  it('lets ordinary prose go at once, all but its last word', () => {
    const stream = inspecting()
    let out = ''
    for (const word of 'De vergadering begint om tien uur in de grote zaal'.split(/(?<= )/)) {
      out += stream.push(word)
      assert.ok(stream.held <= word.length)
    }
    assert.equal(out + stream.end(), 'De vergadering begint om tien uur in de grote zaal')
  })

  it('never lets out the first half of what it will remove', () => {
    const stream = redacting(['bsn', 'email', 'secret'])
    assert.equal(stream.push('mail jan.de.vries'), 'mail ')
    assert.equal(stream.push('@example.com en bsn 1234'), '[email removed] en bsn ')
    assert.equal(stream.push('56782 klaar'), '[bsn removed] ')
    assert.equal(stream.end(), 'klaar')
    assert.deepEqual(stream.removed, [
      { kind: 'bsn', count: 1 },
      { kind: 'email', count: 1 },
    ])
  })

  it('waits with both halves of an address whose end invisible signs put off', () => {
    const text = `aan jan${'\u200b'.repeat(3000)}@example.com${'\u200b'.repeat(12_000)} klaar`
    const stream = redacting(['email'])
    const chunks = Array.from({ length: Math.ceil(text.length / 100) }, (_, at) => text.slice(at * 100, at * 100 + 100))
    assert.equal(through(stream, chunks), redacted(text, ['email']))
    assert.equal(stream.removed.length, 1)
  })

  it('holds back no more than it says, whatever comes', () => {
    const hostile = [
      '1',
      'a',
      'QUJD',
      'eyJ',
      'a\u200b',
      '\u200b',
      '-----BEGIN PRIVATE KEY-----',
      'jan%40x.nl.',
      '%F0%9D%9F%8F',
      'NL91 ',
    ]
    for (const unit of hostile) {
      const stream = redacting(BUILT_IN_KINDS)
      const chunk = unit.repeat(40)
      for (let length = 0; length < 60_000; length += chunk.length) {
        stream.push(chunk)
        assert.ok(stream.held <= MAX_HELD_BACK, `${stream.held} held of ${JSON.stringify(unit)}`)
      }
    }
  })
})
