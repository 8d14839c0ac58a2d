// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Lines } from './lines.ts'

const wrong = ['', '{}', 'Listening …', '[]', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":{},"result":{}}', '"\u2028"']
const lineOf = (id: number): string => JSON.stringify({ jsonrpc: '2.0', id, result: { text: 'één' } })

function allIn(lines: Lines): readonly unknown[] {
  const read: unknown[] = []
  for (let message = lines.readMessage(); message !== null; message = lines.readMessage()) read.push(message)
  return read
}

describe('the lines of a tool server', () => {
  it('are messages however they are cut, and whatever stands between them', () => {
    const line = fc.oneof(fc.nat(1000), fc.constantFrom(...wrong))
    fc.assert(
      fc.property(fc.array(line), fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (given, sizes) => {
        const texts = given.map((one) => (typeof one === 'number' ? lineOf(one) : one))
        let bytes = Buffer.from(texts.map((text) => `${text}\r\n`).join(''))
        const lines = new Lines(1000)
        const read: unknown[] = []
        while (bytes.length > 0) {
          const size = sizes.next().value ?? 1
          lines.append(bytes.subarray(0, size))
          bytes = bytes.subarray(size)
          read.push(...allIn(lines))
        }
        const expected = given.filter((one) => typeof one === 'number').map((id) => JSON.parse(lineOf(id)))
        assert.deepEqual(read, expected)
      }),
    )
  })

  it('are too long past the bound, however slowly that comes', () => {
    const lines = new Lines(1000)
    lines.append(Buffer.alloc(600, 'a'))
    assert.throws(() => lines.append(Buffer.alloc(600, 'a')), RangeError)
    lines.append(Buffer.from(`\n${lineOf(1)}\n`))
    assert.equal(allIn(lines).length, 1)
  })

  it('hold no more values than can be looked through, each by itself', () => {
    const lines = new Lines(10_000_000)
    const half = `{"jsonrpc":"2.0","id":1,"result":{"structuredContent":{"a":[${'{},'.repeat(150_000)}0]}}}\n`
    const pieces = (text: string) =>
      Array.from({ length: Math.ceil(text.length / 65_536) }, (_, at) =>
        Buffer.from(text.slice(at * 65_536, (at + 1) * 65_536)),
      )
    for (const piece of pieces(half + half)) lines.append(piece)
    assert.equal(allIn(lines).length, 2)
    const whole = half.replace('[{}', `[${'{},'.repeat(150_000)}{}`)
    assert.throws(() => {
      for (const piece of pieces(whole)) lines.append(piece)
    }, RangeError)
  })

  it('that are no messages keep nobody waiting (P4)', () => {
    const lines = new Lines(1000)
    const began = performance.now()
    for (const text of ['{}\n', 'xxxxxxxxxxxxxxxxxxxxxx\n', '{"jsonrpc":"2.0","a":1}\n']) {
      for (let chunks = 0; chunks < 20; chunks++) {
        lines.append(Buffer.from(text.repeat(Math.floor(65_536 / text.length))))
        assert.deepEqual(allIn(lines), [])
      }
    }
    // The SDK's own reader takes most of a second for each piece of `{}`, in one turn.
    assert.ok(performance.now() - began < 15_000)
  })

  it('tell that an answer has a fault, and not each of its faults (P4)', () => {
    const lines = new Lines(100_000)
    const result = { content: Array.from({ length: 1000 }, () => ({ type: 'x' })) }
    lines.append(Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', id: 7, result })}\n`))
    assert.deepEqual(
      allIn(lines).map((message) => Object.keys(message ?? {})),
      [['jsonrpc', 'id', 'error']],
    )
  })

  it('tell no id that is long enough to be a burden to answer', () => {
    const lines = new Lines(100_000)
    lines.append(Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', id: 'x'.repeat(50_000), method: 'ping' })}\n`))
    assert.deepEqual(allIn(lines), [])
  })
})
