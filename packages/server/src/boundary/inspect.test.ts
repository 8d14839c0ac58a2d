// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from './inspect.ts'
import { BUILT_IN_RULES } from './own-rules.ts'
import { markerOf } from './replace.ts'
import { TextStream } from './text-stream.ts'

/** What is found, as `kind text`; what a corpus would say at length, here as a promise. */
function found(text: string): string[] {
  return inspect(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)
}

function confidenceOf(text: string): number {
  const [finding, ...more] = inspect(text)
  assert.ok(finding !== undefined && more.length === 0, `one finding in ${text}`)
  return finding.confidence
}

describe('inspect', () => {
  it('gives UTF-16 offsets of the text as it was given, sorted', () => {
    const text = '😀 jan@example.com, BSN 1\u200b23456782'
    assert.deepEqual(inspect(text), [
      { kind: 'email', start: 3, end: 18, confidence: 0.97 },
      { kind: 'bsn', start: 24, end: 34, confidence: 0.98 },
    ])
  })

  it('is surer of a BSN that is named than of one that is not, and least of one that is called something else', () => {
    const named = confidenceOf('BSN 123456782')
    const unnamed = confidenceOf('zie 123456782')
    const other = confidenceOf('ordernummer 123456782')
    assert.ok(named > 0.9 && unnamed < 0.5 && other < unnamed)
  })

  it('finds eight digits as a BSN only where a word names it', () => {
    assert.deepEqual(found('bsn 12345672'), ['bsn 12345672'])
    assert.deepEqual(found('nummer 12345672'), [])
  })

  it('does not take a part of a longer number for a BSN', () => {
    assert.deepEqual(found('0123456782345 € 123.456.782,00 1.123456782'), [])
    assert.deepEqual(found('550e8400-e29b-41d4-a716-123456782123'), [])
    assert.deepEqual(found('NL91ABNA0417164300'), ['iban NL91ABNA0417164300'])
  })

  it('looks through look-alikes, invisible signs and one level of encoding', () => {
    for (const disguised of [
      '１２３４５６７８２',
      '١٢٣٤٥٦٧٨٢',
      '1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8\u200b2',
      '%31%32%33%34%35%36%37%38%32',
      '&#49;23456782',
      '\\u0031\\u0032\\u0033456782',
      'MTIzNDU2Nzgy',
    ]) {
      assert.deepEqual(found(`bsn: ${disguised}.`), [`bsn ${disguised}`])
    }
  })

  it('covers the whole run when something stands inside base64', () => {
    const encoded = Buffer.from('{"name":"Jan","bsn":"123456782","city":"Ede"}').toString('base64')
    assert.deepEqual(found(`data:application/json;base64,${encoded} end`), [`bsn ${encoded}`])
  })

  it('finds what stands across the lines of a MIME body', () => {
    const encoded = Buffer.from(`${'x'.repeat(50)} bsn 123456782 ${'y'.repeat(90)}`).toString('base64')
    const body = encoded.replace(/(.{76})/g, '$1\r\n')
    assert.deepEqual(
      inspect(body).map(({ kind, start, end }) => [kind, start, end]),
      [['bsn', 0, body.length]],
    )
  })

  it('finds what stands anywhere in a long attachment, in blocks', () => {
    const bytes = Buffer.alloc(9000, 7)
    bytes.write(' jan@example.com ', 4650)
    const encoded = bytes.toString('base64')
    const [finding, ...more] = inspect(encoded)
    const at = (4650 / 3) * 4
    assert.ok(finding?.kind === 'email' && more.length === 0)
    assert.ok(finding.start <= at && finding.end >= at + 24 && finding.end - finding.start <= 2048)
  })

  it('finds base64 that begins in the middle of a run, whatever stands before it', () => {
    for (const before of ['a/', 'ab/', 'abc/', 'files/']) {
      assert.deepEqual(found(`${before}MTIzNDU2Nzgy`), [`bsn ${before}MTIzNDU2Nzgy`])
    }
  })

  it('does not decode twice', () => {
    const twice = Buffer.from(Buffer.from('bsn 123456782').toString('base64')).toString('base64')
    assert.deepEqual(found(twice), [])
    assert.deepEqual(found('%2531%2532%2533456782'), [])
  })

  it('never lets findings of one kind overlap, and lets those of different kinds', () => {
    const text = 'https://jan:Geheim1@example.com/?to=%3Cjan%40example.com%3E, 0612345678@example.com'
    const ends = new Map<string, number>()
    for (const { kind, start, end } of inspect(text)) {
      assert.ok(start >= (ends.get(kind) ?? 0))
      ends.set(kind, end)
    }
    assert.deepEqual(found('0612345678@example.com').length, 2)
  })

  it('gives one finding where a number stands both plain and encoded in one run', () => {
    assert.deepEqual(found('123456782/MTIzNDU2Nzgy'), ['bsn 123456782/MTIzNDU2Nzgy'])
  })

  it('marks words of the special-category list as weak', () => {
    assert.deepEqual(found('Zij heeft Diabetes.'), ['special-category Diabetes'])
    assert.ok(confidenceOf('Zij heeft diabetes.') <= 0.3)
  })

  it('reads a text of any length, and an empty one', () => {
    assert.deepEqual(inspect(''), [])
    const long = `${'Niets te zien hier. '.repeat(8000)}BSN 123456782`
    assert.deepEqual(found(long), ['bsn 123456782'])
  })
})

describe('the speed of reading', () => {
  // Once one place in the code has read behind an end, V8 compiles it for that: three times slower for every text.
  it('rests on no character being asked for that is not there', (test) => {
    const { charCodeAt } = String.prototype
    const outside: string[] = []
    test.mock.method(String.prototype, 'charCodeAt', function (this: string, index: number) {
      if (!(index >= 0 && index < this.length)) outside.push(`${index} of ${this.length}`)
      return charCodeAt.call(this, index)
    })
    for (const text of [
      'word',
      '12',
      'NL91 ABNA 0417 1643 00',
      'jan@example.com',
      '+31 6 12345678',
      'born 1-2-1980',
      'a:',
    ]) {
      inspect(text)
      const stream = new TextStream([], markerOf, BUILT_IN_RULES)
      for (const chunk of ['', ...text]) stream.push(chunk)
      stream.end()
    }
    assert.deepEqual(outside, [])
  })
})

describe('hostile texts', () => {
  const hostile: Readonly<Record<string, (length: number) => string>> = {
    ones: (length) => '1'.repeat(length),
    'ones with spaces': (length) => '1 '.repeat(length / 2),
    'digits and parentheses': (length) => '(0'.repeat(length / 2),
    'at signs': (length) => '@'.repeat(length),
    'almost addresses': (length) => 'a.a.a.'.repeat(length / 6),
    'addresses without end': (length) => 'a@'.repeat(length / 2),
    'percent signs': (length) => '%'.repeat(length),
    'nested percent signs': (length) => '%25'.repeat(length / 3),
    'begun IBANs': (length) => 'NL 91 '.repeat(length / 6),
    'begun tokens': (length) => 'eyJ'.repeat(length / 3),
    'begun keys': (length) => '-----BEGIN PRIVATE KEY-----'.repeat(length / 27),
    'begun keys on lines': (length) => '-----BEGIN PRIVATE KEY-----\n'.repeat(length / 28),
    'tokens that come to nothing': (length) => 'eyJaaaaaaaaaaaaaa-'.repeat(length / 18),
    'prefixes of keys': (length) => 'sk-'.repeat(length / 3),
    'names of secrets': (length) => 'ww='.repeat(length / 3),
    'base64 of many findings': (length) => Buffer.from('123456782 '.repeat(length / 14)).toString('base64'),
    'begun URLs': (length) => 'a://b:'.repeat(length / 6),
    'begun passwords': (length) => 'wachtwoord: '.repeat(length / 12),
    'invisible signs': (length) => '\u200b'.repeat(length),
    'a sign between all digits': (length) => '1\u200b'.repeat(length / 2),
    'base64 without end': (length) => 'QUJD'.repeat(length / 4),
    'base64 lines': (length) => `${'QUJD'.repeat(19)}\n`.repeat(length / 77),
    colons: (length) => 'a:1:'.repeat(length / 4),
    'begun words': (length) => 'diab '.repeat(length / 5),
    'card beginnings': (length) => '4111 '.repeat(length / 5),
  }

  const MEGABYTE = 1 << 20
  const IN_FULL = new Set(['ones', 'at signs', 'almost addresses', 'nested percent signs'])

  /** The least processor time of some tries, per character. */
  function costPerCharacter(text: string, tries: number): number {
    let least = Number.POSITIVE_INFINITY
    for (let attempt = 0; attempt < tries; attempt++) {
      const before = process.cpuUsage()
      inspect(text)
      const { user, system } = process.cpuUsage(before)
      least = Math.min(least, (user + system) / text.length)
    }
    return least
  }

  for (const [name, make] of Object.entries(hostile)) {
    it(`takes no more time per character in a long text than in a short one: ${name}`, () => {
      const short = costPerCharacter(make(8_000), 4)
      const long = costPerCharacter(make(IN_FULL.has(name) ? MEGABYTE : 160_000), 2)
      // At least twenty times the length: quadratic time would cost twenty times as much per character.
      assert.ok(long < short * 6 + 0.05, `${long.toFixed(3)} against ${short.toFixed(3)} µs per character`)
    })
  }
})
