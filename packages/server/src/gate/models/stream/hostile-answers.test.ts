// SPDX-License-Identifier: EUPL-1.2
// What a far side says where nobody expects a text: an agent reads it there all the same.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { atOnce, rulesOf } from '../../../boundary/index.ts'
import type { JsonObject } from '../../../journal/index.ts'
import { HoldBack } from '../../release/hold-back.ts'
import { planned } from '../../release/plan.ts'
import type { ModelApi } from '../apis/api.ts'
import { chat } from '../apis/chat.ts'
import { messages } from '../apis/messages.ts'
import { responses } from '../apis/responses.ts'
import { passed } from '../test/passed.ts'
import { EventReader } from './events.ts'
import { Passage } from './passage.ts'

const said = 'BSN 123456782'
const redacting = () => new HoldBack({ rules: rulesOf([]), plan: planned(new Map([['bsn', 'redact']]), new Set()) })

const inMessage = (message: JsonObject) => ({ choices: [{ index: 0, finish_reason: 'stop', message }] })
const inPart = (part: JsonObject) => ({ output: [{ type: 'message', id: 'm', role: 'assistant', content: [part] }] })

const answers: readonly (readonly [string, ModelApi, JsonObject])[] = [
  ['a list of parts', chat, inMessage({ content: [{ type: 'text', text: said }] })],
  ['a refusal that is no text', chat, inMessage({ content: null, refusal: { text: said } })],
  ['calls that are no list', chat, inMessage({ content: null, tool_calls: { function: { arguments: said } } })],
  ['calls that are texts', chat, inMessage({ content: null, tool_calls: [said] })],
  [
    'a call with a text for its input',
    chat,
    inMessage({ tool_calls: [{ id: 'c', type: 'custom', custom: { name: 'note', input: said } }] }),
  ],
  [
    'arguments that are no text',
    chat,
    inMessage({ tool_calls: [{ function: { name: 'a', arguments: { to: said } } }] }),
  ],
  ['a member beside the message', chat, { choices: [{ index: 0, text: said, message: { content: 'Hello' } }] }],
  ['a member beside the choices', chat, { ...inMessage({ content: 'Hello' }), search_results: [{ title: said }] }],
  [
    'the words that a text cites',
    messages,
    { content: [{ type: 'text', text: 'Hello', citations: [{ type: 'char_location', cited_text: said }] }] },
  ],
  ['a text that is none', messages, { content: [{ type: 'text', text: [said] }] }],
  ['a part of a kind that nobody knows', responses, inPart({ type: 'output_audio', transcript: said })],
  [
    'a source with words of its own',
    responses,
    inPart({ type: 'output_text', text: 'Hello', annotations: [{ title: said }] }),
  ],
  ['a member beside the blocks', messages, { content: [{ type: 'text', text: 'Hello' }], summary: said }],
  ['a member beside the output', responses, { ...inPart({ type: 'output_text', text: 'Hello' }), output_text: said }],
  [
    'a member of an item',
    responses,
    { output: [{ type: 'message', id: 'm', role: 'assistant', content: [], title: said }] },
  ],
  ['a text that is none, of a response', responses, inPart({ type: 'output_text', text: [said] })],
]

describe('an answer that says something where no text is looked for', () => {
  for (const [what, api, answer] of answers) {
    it(`lets none of it past a guard: ${what} (P10)`, () => {
      assert.doesNotMatch(JSON.stringify(atOnce(api.guard(answer, redacting()))), /123456782/)
    })
  }

  it('still says what it says in parts, and the input of a call', () => {
    const parts = inMessage({ content: [{ type: 'text', text: `Write to ${said}` }] })
    assert.match(JSON.stringify(atOnce(chat.guard(parts, redacting()))), /"Write to BSN \[bsn removed\]"/)
    const call = inMessage({ tool_calls: [{ id: 'c', type: 'custom', custom: { name: 'note', input: said } }] })
    assert.match(JSON.stringify(atOnce(chat.guard(call, redacting()))), /"name":"note","input":"BSN \[bsn removed\]"/)
  })
})

const chunk = (delta: JsonObject, more: JsonObject = {}) => ({ choices: [{ index: 0, delta, ...more }] })
const begins = (index: number, block: JsonObject = { type: 'text', text: '' }) => ({
  type: 'content_block_start',
  index,
  content_block: block,
})
const grows = (index: number, text: string) => ({
  type: 'content_block_delta',
  index,
  delta: { type: 'text_delta', text },
})
const calls = (...inputs: readonly string[]) =>
  inputs.map((input) => chunk({ tool_calls: [{ index: 0, id: 'c', type: 'custom', custom: { name: '', input } }] }))
const words = ['BSN 1234', '56782']

const streams: readonly (readonly [string, ModelApi, readonly JsonObject[]])[] = [
  ['a call with a text for its input', chat, calls(...words)],
  [
    'a call as it was before there were tools',
    chat,
    words.map((text) => chunk({ function_call: { arguments: text } })),
  ],
  ['a list of parts', chat, words.map((text) => chunk({ content: [{ type: 'text', text }] }))],
  ['what is said in a sound', chat, words.map((transcript) => chunk({ audio: { transcript } }))],
  [
    'a block that begins anew',
    messages,
    [begins(0), ...words.map((text) => grows(0, text)), begins(0), grows(0, 'Hello')],
  ],
  ['a block that never began', messages, words.map((text) => grows(3, text))],
  [
    'what stands in the beginning',
    messages,
    [{ type: 'message_start', message: { content: [{ type: 'text', text: said }] } }],
  ],
  [
    'words that the end takes back',
    responses,
    [
      ...words.map((delta) => ({ type: 'response.output_text.delta', output_index: 0, content_index: 0, delta })),
      {
        type: 'response.completed',
        response: { output: [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }] },
      },
    ],
  ],
  [
    'an item that the end takes back',
    responses,
    [
      {
        type: 'response.output_item.done',
        output_index: 0,
        item: { type: 'function_call', name: 'a', arguments: said },
      },
      {
        type: 'response.completed',
        response: { output: [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }] },
      },
    ],
  ],
]

function through(api: ModelApi, text: string, guard?: HoldBack) {
  assert.ok(api.stream !== undefined)
  const passage = new Passage(api.stream, guard === undefined ? {} : { guard })
  const reader = new EventReader()
  const out = Buffer.concat([passed(passage, reader.push(Buffer.from(text))), passed(passage, reader.end())])
  return { out: out.toString(), answer: JSON.stringify(passage.answer()) }
}
const written = (events: readonly unknown[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')

describe('a stream that says something where no text is looked for', () => {
  for (const [what, api, events] of streams) {
    it(`is put together with it, so that the log holds it and its run carries its labels: ${api.name}, ${what}`, () => {
      const { out, answer } = through(api, written(events))
      assert.equal(out, written(events))
      assert.match(answer, /BSN 123456782/)
    })

    it(`lets none of it past a guard: ${api.name}, ${what} (P10)`, () => {
      assert.doesNotMatch(through(api, written(events), redacting()).out, /BSN 1234(?!\d*\])/)
    })
  }

  it('lets none of it past a guard that stands beside what its events are known for (P10)', () => {
    const besides = {
      messages: [
        { type: 'message_start', message: { id: 'm', summary: said } },
        { ...begins(0), summary: said },
        { ...grows(0, 'Hello'), snapshot: said },
        { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 's', note: said } },
        { type: 'content_block_stop', index: 0, text: said },
        { type: 'message_delta', delta: { stop_reason: 'end_turn', note: said }, note: said },
        { type: 'ping', text: said },
        { type: 'message_stop', text: said },
      ],
      responses: [
        { type: 'response.created', response: { id: 'r', output_text: said, output: [] }, note: said },
        {
          type: 'response.output_item.added',
          output_index: 0,
          item: { type: 'message', id: 'm', title: said },
          note: said,
        },
        { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hello', snapshot: said },
        { type: 'response.output_text.done', output_index: 0, content_index: 0, text: 'Hello', snapshot: said },
        {
          type: 'response.output_item.done',
          output_index: 0,
          item: { type: 'message', id: 'm', title: said },
          note: said,
        },
        { type: 'response.completed', response: { id: 'r', output_text: said, output: [] }, note: said },
      ],
    }
    for (const api of [messages, responses]) {
      const events = besides[api.name === 'messages' ? 'messages' : 'responses']
      const { out } = through(api, written(events), redacting())
      assert.doesNotMatch(out, /123456782/)
      for (const { type } of events) assert.ok(out.includes(`"type":"${type}"`), type)
    }
  })

  it('keeps what could not be read', () => {
    for (const api of [chat, messages, responses]) {
      const values = `{"x":"${said}","y":[${'[],'.repeat(200_000)}1]}`
      for (const data of [`{"x":"${said}"`, values])
        assert.match(through(api, `data: ${data}\n\n`).answer, /BSN 123456782/)
    }
  })

  it('is ended by an index that no answer has: who reads by place gets what no log would hold', () => {
    const far = { choices: [{ index: 128, delta: { content: said } }] }
    const call = chunk({ tool_calls: [{ index: 1024, function: { arguments: said } }] })
    for (const event of [far, call]) assert.throws(() => through(chat, written([event])), /index/)
    assert.throws(() => through(messages, written([begins(4096)])), /index/)
  })

  it('is ended before what is put together is more than can be read at once (P4)', () => {
    const names = Array.from({ length: 11_000 }, (_, at) => chunk({ [`x${at}`]: 'a' }))
    const items = Array.from({ length: 4097 }, (_, at) => ({
      type: 'response.output_item.done',
      output_index: at,
      item: {},
    }))
    const deep = chunk({ x: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) })
    assert.throws(() => through(chat, written(names)), /parts/)
    assert.throws(() => through(chat, written([deep])), /deeper/)
    assert.throws(() => through(responses, written(items)), /items/)
  })
})
