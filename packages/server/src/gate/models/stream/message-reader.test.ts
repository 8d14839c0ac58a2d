// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { JsonObject } from '../../../journal/index.ts'
import type { StreamApi } from '../apis/api.ts'
import { chatStream } from '../apis/chat-stream.ts'
import { Frame } from '../apis/frame.ts'
import { messagesStream } from '../apis/messages-stream.ts'
import { holdingGuard } from '../test/guards.ts'
import { passed } from '../test/passed.ts'
import { EventReader } from './events.ts'
import { MessageReader } from './message-reader.ts'
import { Passage } from './passage.ts'

const chunk = (delta: JsonObject, more: JsonObject = {}): JsonObject => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
})
const block = (delta: JsonObject, index = 0): JsonObject => ({ type: 'content_block_delta', index, delta })
const word = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', '\\', '\n', ' ', ',', ':'), maxLength: 4 })

const chatMessages = fc.oneof(
  word.map((content) => chunk({ content })),
  word.map((content) => chunk({ content })),
  word.map((refusal) => chunk({ refusal })),
  fc.tuple(word, word).map(([content, reasoning]) => chunk({ content, reasoning })),
  word.map((given) => chunk({ content: given, tool_calls: [{ index: 0, function: { arguments: given } }] })),
  word.map((content) => chunk({ content }, { index: 1 })),
  word.map((content) => chunk({ content }, { index: 127 })),
  word.map((content) => chunk({ content }, { finish_reason: content })),
  word.map((id) => ({ ...chunk({ content: id }), id })),
)
const blockMessages = fc.oneof(
  word.map((text) => block({ type: 'text_delta', text })),
  word.map((text) => block({ type: 'text_delta', text })),
  word.map((thinking) => block({ type: 'thinking_delta', thinking }, 1)),
  word.map((partial_json) => block({ type: 'input_json_delta', partial_json }, 2)),
  word.map((signature) => block({ type: 'signature_delta', signature }, 1)),
  word.map((text) => block({ type: 'text_delta', text }, 7)),
  fc.constant({ type: 'ping' }),
)
const begun: readonly JsonObject[] = [
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_start', index: 1, content_block: { type: 'thinking', thinking: '' } },
  { type: 'content_block_start', index: 2, content_block: { type: 'tool_use', id: 't', name: 'n', input: {} } },
]

/** As JSON is written, tightly or with room. */
const written = (message: JsonObject, room: boolean): string => JSON.stringify(message, null, room ? 1 : 0)
/** With room, JSON has lines, and each is a line of the event. */
const asEvent = (data: string): string => `${data.replace(/^/gm, 'data: ')}\n\n`

for (const [name, api, first, messages] of [
  ['chat completions', chatStream, [], chatMessages],
  ['messages', messagesStream, begun, blockMessages],
] as const) {
  describe(`words of ${name} that came together`, () => {
    const streams = fc.array(fc.tuple(messages, fc.boolean()), { maxLength: 30 })

    it('are one message, and together the stream says what it says one by one', () => {
      fc.assert(
        fc.property(streams, fc.array(fc.nat(), { maxLength: 4 }), fc.boolean(), (told, cuts, isGuarded) => {
          const text = [...first.map((m) => written(m, false)), ...told.map(([m, room]) => written(m, room))]
          const events = new EventReader().push(Buffer.from(text.map(asEvent).join('')))
          const edges = [0, ...cuts.map((cut) => cut % (events.length + 1)).sort((a, b) => a - b), events.length]
          const options = () => (isGuarded ? { guard: holdingGuard() } : {})
          const [together, oneByOne] = [new Passage(api, options()), new Passage(api, options())]
          const out = edges.slice(1).map((edge, at) => passed(together, events.slice(edges[at], edge)))
          const single = events.map((event) => passed(oneByOne, [event]))
          assert.deepEqual(together.answer(), oneByOne.answer())
          if (!isGuarded) assert.deepEqual(Buffer.concat(out), Buffer.concat(single))
          assert.deepEqual(saidIn(api, out), saidIn(api, single), 'and what goes on says the same')
        }),
        { numRuns: 1000 },
      )
    })
  })
}

function saidIn(api: StreamApi, out: readonly Buffer[]): unknown {
  const passage = new Passage(api)
  passed(passage, new EventReader().push(Buffer.concat(out)))
  const { unread, ...answer }: JsonObject = passage.answer()
  return answer
}

describe('the frame of an event', () => {
  it('gives the words that a parser reads, also of data that is written to mislead it', () => {
    const hostile = fc
      .array(fc.constantFrom('"content":"w"', '"content":"x\\"w\\""', '"id":"w"', '"w":"content"', '"index":0'), {
        maxLength: 4,
      })
      .map((members) => `{"id":"w","choices":[{"delta":{${members.join()}},"w":"w"}],"id":"\\"w\\\\"}`)
    const more = word.map((words) => JSON.stringify(words).slice(1, -1))
    fc.assert(
      fc.property(
        hostile,
        fc.oneof(more, fc.constantFrom('","content":"', '\\', '"', '\\u0077', '\n')),
        (data, other) => {
          const next = chatStream.nextWords?.(JSON.parse(data))
          const frame = next && Frame.of(data, next)
          if (next === undefined || frame === undefined) return
          for (let at = data.indexOf('w'); at !== -1; at = data.indexOf('w', at + 1)) {
            const changed = data.slice(0, at) + other + data.slice(at + 1)
            const words = frame.wordsIn(changed)
            if (words !== undefined) assert.deepEqual(frame.saying(words), JSON.parse(changed))
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('is looked for a few times where something else changes with every event', () => {
    const events = Array.from({ length: 40 }, (_, at) => asEvent(JSON.stringify({ ...chunk({ content: 'w' }), at })))
    let looked = 0
    const reader = new MessageReader({
      ...chatStream,
      nextWords: (message) => {
        looked++
        return chatStream.nextWords?.(message)
      },
    })
    const heard = [...reader.read(new EventReader().push(Buffer.from(events.join(''))))]
    assert.deepEqual([heard.length, looked < 10], [40, true])
  })
})
