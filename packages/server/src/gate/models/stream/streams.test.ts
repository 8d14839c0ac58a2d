// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { atOnce } from '../../../boundary/index.ts'
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { GateError } from '../../error.ts'
import type { ModelApi, StreamApi } from '../apis/api.ts'
import { chat } from '../apis/chat.ts'
import { messages } from '../apis/messages.ts'
import { responses } from '../apis/responses.ts'
import { object } from '../json.ts'
import { chatAnswer, messagesAnswer, responsesAnswer } from '../test/answers.ts'
import { holdingGuard, removing } from '../test/guards.ts'
import { passed } from '../test/passed.ts'
import { EventReader } from './events.ts'
import { Passage } from './passage.ts'

/** What goes on of a stream that comes in chunks, cut at these places. */
function through(passage: Passage, bytes: Uint8Array, cuts: readonly number[] = []): Buffer {
  const reader = new EventReader()
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  const came = edges.slice(1).map((edge, at) => passed(passage, reader.push(bytes.subarray(edges[at], edge))))
  return Buffer.concat([...came, passed(passage, reader.end())])
}

function streamOf({ stream }: ModelApi): StreamApi {
  assert.ok(stream !== undefined)
  return stream
}

/** Every object in it, itself too. */
function* objectsIn(value: JsonValue | undefined): Generator<JsonObject> {
  if (typeof value !== 'object' || value === null) return
  const made = object(value)
  if (made !== undefined) yield made
  for (const item of Object.values(value)) yield* objectsIn(item)
}

const apis: readonly (readonly [ModelApi, fc.Arbitrary<JsonObject>])[] = [
  [chat, chatAnswer],
  [responses, responsesAnswer],
  [messages, messagesAnswer],
]

for (const [api, answers] of apis) {
  const stream = streamOf(api)
  const streamed = (answer: JsonObject) => Buffer.from(stream.messagesOf(answer).map(stream.encode).join(''))

  describe(`a stream of ${api.name}`, () => {
    it('goes on byte for byte, and is the whole answer when it is put together', () => {
      fc.assert(
        fc.property(answers, (answer) => {
          const passage = new Passage(stream)
          assert.deepEqual(through(passage, streamed(answer)), streamed(answer))
          assert.equal(passage.isDone, true)
          assert.deepEqual(passage.answer(), answer)
        }),
      )
    })

    it('leaves in the log what no API has and went on all the same, wherever an event says it', () => {
      fc.assert(
        fc.property(
          answers,
          fc.nat(),
          fc.constantFrom<JsonValue>('SECRET', ['SECRET'], { of: 'SECRET' }),
          (answer, at, more) => {
            const events = stream.messagesOf(answer)
            const places = events.flatMap((event) => (event === 'done' ? [] : [...objectsIn(event)]))
            Object.assign(places[at % places.length] ?? {}, { more })
            const passage = new Passage(stream)
            const bytes = Buffer.from(events.map(stream.encode).join(''))
            assert.deepEqual(through(passage, bytes), bytes)
            assert.match(JSON.stringify(passage.answer()), /SECRET/)
          },
        ),
        { numRuns: 500 },
      )
    })

    it('is guarded as the whole answer is, however it comes, and the caller gets what the log holds', () => {
      fc.assert(
        fc.property(answers, fc.array(fc.nat(), { maxLength: 8 }), (answer, cuts) => {
          const passage = new Passage(stream, { guard: holdingGuard() })
          const out = through(passage, streamed(answer), cuts)
          assert.deepEqual(passage.answer(), atOnce(api.guard(answer, holdingGuard())))
          const again = new Passage(stream)
          through(again, out)
          assert.deepEqual(again.answer(), passage.answer())
        }),
      )
    })

    it('whose texts a guard removes lets none of them through by another way', () => {
      fc.assert(
        fc.property(answers, (answer) => {
          const marked = JSON.parse(JSON.stringify(answer).replaceAll('B', 'SECRET').replaceAll('é', 'SECRET'))
          assert.doesNotMatch(through(new Passage(stream, { guard: removing }), streamed(marked)).toString(), /SECRET/)
          assert.doesNotMatch(JSON.stringify(atOnce(api.guard(marked, removing))), /SECRET/)
        }),
      )
    })

    it('is kept open by a comment, of which no word goes past a guard (P10)', () => {
      const [told, silent] = [Buffer.from(': SECRET\n\nevent: SECRET\nid: SECRET\n\n'), ':\n\n:\n\n']
      assert.deepEqual(through(new Passage(stream), told), told)
      assert.equal(through(new Passage(stream, { guard: holdingGuard() }), told).toString(), silent)
    })

    it('leaves its comments in the log, and what stands beside the data of an event (P10)', () => {
      const told = Buffer.from(
        ': SECRET 1\n\n:\n\n: SECRET 1\n\ndata: {"type":"ping"}\nid: SECRET 2\n\nSECRET 3: 4\n\n',
      )
      const passage = new Passage(stream)
      assert.deepEqual(through(passage, told), told)
      const unheard = JSON.stringify(passage.answer().unheard)
      assert.deepEqual(unheard.match(/SECRET \d/g), ['SECRET 1', 'SECRET 2', 'SECRET 3'])
    })

    it('has no event that is made of millions of values: nobody parses it (P4)', () => {
      const values = Buffer.from(`data: {"type":"ping","SECRET":[${'[],'.repeat(200_000)}1]}\n\n`)
      const passage = new Passage(stream)
      assert.deepEqual(through(passage, values), values)
      assert.equal(passage.answer().unread, 1)
      assert.equal(through(new Passage(stream, { guard: holdingGuard() }), values).toString(), '')
    })

    it('in which the far side fails ends without its words (P8)', () => {
      const failure = stream.encode(stream.assemble().failure('upstream-failed', 'sk-secret'))
      assert.throws(
        () => through(new Passage(stream), Buffer.from(failure)),
        (error) => error instanceof GateError && error.code === 'upstream-failed' && !error.message.includes('sk-'),
      )
    })

    it('is passed on when it can not be read, which the answer says, and not when something has to look at it', () => {
      const garbage = Buffer.from('data: not JSON\n\ndata: {"type":"response.unheard","text":"SECRET"}\n\n')
      const passage = new Passage(stream)
      assert.deepEqual(through(passage, garbage), garbage)
      assert.notEqual(passage.answer().unread, undefined)
      const guarded = through(new Passage(stream, { guard: holdingGuard() }), garbage).toString()
      assert.doesNotMatch(guarded, /not JSON/)
    })
  })
}

describe('a stream that a guard looks through', () => {
  it('keeps reasoning that its provider sealed, which the next request has to give back', () => {
    const block = {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'redacted_thinking', data: 'sealed' },
    }
    const bytes = Buffer.from(`event: ${block.type}\ndata: ${JSON.stringify(block)}\n\n`)
    assert.deepEqual(through(new Passage(streamOf(messages), { guard: removing }), bytes), bytes)
    const answer = { content: [block.content_block] }
    assert.deepEqual(atOnce(messages.guard(answer, removing)), answer)
  })

  it('gives a call what it began with, where no pieces follow: without that it would be another call', () => {
    const block = (input: JsonObject) => ({ type: 'tool_use', id: 't', name: 'mail_send', input })
    const piece = {
      type: 'content_block_delta',
      index: 1,
      delta: { type: 'input_json_delta', partial_json: '{"to":"b"}' },
    }
    const events = [
      { type: 'content_block_start', index: 0, content_block: block({ to: 'a' }) },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: block({ to: 'a' }) },
      piece,
      { type: 'content_block_stop', index: 1 },
    ]
    const bytes = Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
    const passage = new Passage(streamOf(messages), { guard: holdingGuard() })
    through(passage, bytes)
    assert.deepEqual(passage.answer().content, [block({ TO: 'A' }), block({ TO: 'B' })])
  })

  it('knows no block and no event by a name that every object has (P10)', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const block = { type: 'content_block_start', index: 0, content_block: { type: name, text: 'SECRET' } }
      const delta = { type: 'content_block_delta', index: 0, delta: { type: name, text: 'SECRET' } }
      const grown = { type: `${name}.delta`, output_index: 0, delta: 'SECRET', text: 'SECRET' }
      const done = { type: `${name}.done`, output_index: 0, delta: 'SECRET', text: 'SECRET' }
      for (const [api, events] of [
        [messages, [block, delta]],
        [responses, [grown, done]],
      ] as const) {
        const bytes = Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
        assert.doesNotMatch(through(new Passage(streamOf(api), { guard: removing }), bytes).toString(), /SECRET/)
      }
    }
  })
})
