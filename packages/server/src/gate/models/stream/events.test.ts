// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { EventReader } from './events.ts'

const line = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '😀', '{', ' '), maxLength: 5 }).map((text) => `data: ${text}`),
  fc.constantFrom('', '', ': ping', 'event: x', 'data', 'data:', 'database: no', 'id: 1', '\ufeffdata: late'),
)
const ending = fc.constantFrom('\n', '\r\n', '\r')

function read(bytes: Uint8Array, cuts: readonly number[]) {
  const reader = new EventReader()
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  const events = edges.slice(1).flatMap((edge, at) => [...reader.push(bytes.subarray(edges[at], edge))])
  return [...events, ...reader.end()]
}

/** The standard's own reading of a whole text, line by line. */
function dataIn(text: string): readonly string[] {
  const events: string[] = []
  let data: string[] = []
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? []
    if (name === 'data') data.push(value)
    if (line !== '' || data.length === 0) continue
    events.push(data.join('\n'))
    data = []
  }
  return events
}

describe('a stream of server-sent events', () => {
  it('is cut into the same events however its bytes arrive, and no byte is lost', () => {
    const text = fc.array(fc.tuple(line, ending), { maxLength: 20 }).map((lines) => lines.flat().join(''))
    fc.assert(
      fc.property(fc.constantFrom('', '\ufeff'), text, fc.array(fc.nat(), { maxLength: 8 }), (mark, lines, cuts) => {
        const written = `${mark}${lines}\n\n`
        const events = read(Buffer.from(written), cuts)
        assert.deepEqual(
          events.flatMap(({ data }) => data ?? []),
          dataIn(written),
        )
        assert.equal(Buffer.concat(events.map(({ raw }) => raw)).toString(), written)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives the data of an event, its lines joined', () => {
    const events = read(
      Buffer.from(': ping\n\nevent: a\ndata: one\ndata:two\ndatabase: no\ndata\n\ndata: [DONE]\n\n'),
      [],
    )
    assert.deepEqual(
      events.map(({ data }) => data),
      [undefined, 'one\ntwo\n', '[DONE]'],
    )
  })

  it('that ends without its last blank line still tells its last event, as a whole one', () => {
    const events = read(Buffer.from('data: one\n\ndata: [DONE]'), [])
    assert.deepEqual(
      events.map(({ raw }) => Buffer.from(raw).toString()),
      ['data: one\n\n', 'data: [DONE]\n\n'],
    )
  })

  it('in chunks of one byte takes no more memory than its bytes, twice', () => {
    const reader = new EventReader()
    const chunks = Buffer.alloc(64 * 1024, 'a')
    const before = process.memoryUsage().rss
    for (let sent = 0; sent < 16; sent++) {
      for (let at = 0; at < chunks.length; at++) reader.push(chunks.subarray(at, at + 1))
    }
    const [event] = reader.push(Buffer.from('\n\n'))
    assert.equal(event?.raw.length, 16 * chunks.length + 2)
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024)
  })

  it('that ends within a line broke off, whatever came before it; a comment or a whole line may stand last', () => {
    const endOf = (text: string) => {
      const reader = new EventReader()
      reader.push(Buffer.from(text))
      return reader.end()
    }
    for (const cut of ['da', 'data: 1\n\nda', 'data: 1\n\nevent: do']) assert.throws(() => endOf(cut), RangeError, cut)
    for (const whole of ['', '\n', 'data: 1\n\n: still here', 'data: 1\n\nevent: end\n', 'data: 1\n\nretry: 5\r']) {
      assert.deepEqual(endOf(whole), [], whole)
    }
    assert.deepEqual(
      endOf('data: 1').map(({ data }) => data),
      ['1'],
    )
  })

  it('has no event of lines without end', () => {
    const reader = new EventReader()
    assert.equal(reader.push(Buffer.from(`${'data\n'.repeat(90_000)}\n${'data\r'.repeat(90_000)}\r`)).length, 2)
    assert.throws(() => reader.push(Buffer.from('data\n'.repeat(110_000))), RangeError)
  })

  it('of one line without end costs no more than its length', () => {
    const reader = new EventReader()
    const piece = Buffer.alloc(1024, 'a')
    for (let sent = 0; sent < 8 * 1024; sent++) assert.deepEqual(reader.push(piece), [])
    assert.throws(() => {
      for (let sent = 0; sent < 16 * 1024; sent++) reader.push(piece)
    }, RangeError)
  })
})
