// SPDX-License-Identifier: EUPL-1.2
// What providers do that speak an API otherwise than its maker does, and what comes of it in another API.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '../../../journal/index.ts'
import { apis } from '../apis/apis.ts'
import { object, objects, text } from '../json.ts'
import { EventReader } from '../stream/events.ts'
import { Passage } from '../stream/passage.ts'
import { passed, passedEnd } from '../test/passed.ts'
import { translate } from './index.ts'

type Name = 'chat' | 'responses' | 'messages'

const asked: Readonly<Record<Name, JsonObject>> = {
  chat: { messages: [{ role: 'user', content: 'hi' }] },
  responses: { input: 'hi', store: false },
  messages: { max_tokens: 100, messages: [{ role: 'user', content: 'hi' }] },
}

function translation(caller: Name, provider: Name, request: JsonObject = asked[caller]) {
  const made = translate(caller, provider, request, 0)
  assert.ok(made !== undefined)
  return made
}

const data = (...events: readonly (JsonObject | string)[]): string =>
  events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('')

/** What a caller of messages gets of a stream; with the events that came. */
function streamed(provider: 'chat' | 'messages' | 'responses', written: string) {
  const passage = new Passage(apis.messages.stream ?? assert.fail(), {
    translation: { from: apis[provider].stream ?? assert.fail(), change: translation('messages', provider).stream() },
  })
  const reader = new EventReader()
  const out = String(passed(passage, reader.push(Buffer.from(written)))) + String(passedEnd(passage, reader))
  return { out, isDone: passage.isDone, answer: passage.answer(), blocks: objects(passage.answer().content) }
}

const chunk = (delta: JsonObject, more: JsonObject = {}): JsonObject => ({
  id: 'c1',
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
})
const call = (piece: JsonObject): JsonObject => chunk({ tool_calls: [{ index: 0, ...piece }] })
const end = chunk({}, { finish_reason: 'stop' })

describe('a provider of chat completions', () => {
  it('that says "stop" behind a call, as OpenAI does where the call was chosen for it, has called', () => {
    const made = { id: 'call_1', type: 'function', function: { name: 'mail_send', arguments: '{}' } }
    const whole = { choices: [{ index: 0, finish_reason: 'stop', message: { content: null, tool_calls: [made] } }] }
    assert.equal(translation('messages', 'chat').answer(whole).stop_reason, 'tool_use')
    const { answer } = streamed('chat', data(call(made), end, '[DONE]'))
    assert.equal(answer.stop_reason, 'tool_use')
  })

  it('that says the name of a call with every piece of it calls once', () => {
    const piece = (given: string) => call({ id: 'call_1', function: { name: 'mail_send', arguments: given } })
    const { blocks } = streamed('chat', data(piece('{"to":'), piece('"a"}'), end, '[DONE]'))
    assert.deepEqual(blocks, [{ type: 'tool_use', id: 'call_1', name: 'mail_send', input: { to: 'a' } }])
  })

  it('that gives its calls no ids has each told under one of its own', () => {
    const piece = (given: string) => call({ id: '', function: { name: 'mail_send', arguments: given } })
    const { blocks } = streamed('chat', data(piece('{"to":"a"}'), piece('{"to":"b"}'), end, '[DONE]'))
    assert.deepEqual(
      blocks.map(({ input }) => input),
      [{ to: 'a' }, { to: 'b' }],
    )
    assert.equal(new Set(blocks.map(({ id }) => id)).size, 2)
  })

  it('that begins with a chunk about its filters, as Azure does, has begun with the next', () => {
    const filters = { id: '', model: '', created: 0, choices: [], prompt_filter_results: [] }
    const { answer, out } = streamed('chat', data(filters, chunk({ content: 'Hello' }), end, '[DONE]'))
    assert.deepEqual([answer.id, answer.model], ['c1', 'm'])
    assert.equal(out.match(/event: message_start/g)?.length, 1)
    const untouched = new Passage(apis.chat.stream ?? assert.fail())
    passed(untouched, new EventReader().push(Buffer.from(data(filters, chunk({ content: 'Hello' }), end, '[DONE]'))))
    assert.deepEqual([untouched.answer().id, untouched.answer().model], ['c1', 'm'])
  })

  it('that speaks in parts, as Mistral does when it reasons, is heard in a stream too', () => {
    const parts = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
      { type: 'text', text: 'Hello' },
    ]
    const { blocks } = streamed('chat', data(chunk({ content: parts }), chunk({ content: ' there' }), end, '[DONE]'))
    const said = blocks.map(({ type, thinking, text }) => [type, thinking ?? text])
    assert.deepEqual(said, [
      ['thinking', 'Hm.'],
      ['text', 'Hello there'],
    ])
    const whole = { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: parts } }] }
    const told = objects(translation('messages', 'chat').answer(whole).content)
    assert.deepEqual(
      told.map(({ type, thinking, text }) => [type, thinking ?? text]),
      [
        ['thinking', 'Hm.'],
        ['text', 'Hello'],
      ],
    )
  })

  it('that leaves out the last word once it said why it ended has ended, and otherwise broke off', () => {
    const whole = data(chunk({ content: 'Hello' }), end)
    const { isDone, answer, out } = streamed('chat', whole)
    assert.deepEqual([isDone, answer.stop_reason], [true, 'end_turn'])
    assert.match(out, /message_stop/)
    for (const [written, hasEnded] of [
      [whole, true],
      [data(chunk({ content: 'Hello' })), false],
      ['', false],
    ] as const) {
      const untouched = new Passage(apis.chat.stream ?? assert.fail())
      passed(untouched, new EventReader().push(Buffer.from(written)))
      assert.deepEqual([untouched.isDone, streamed('chat', written).isDone], [hasEnded, hasEnded])
    }
  })

  it('that says it has ended twice, or goes on behind that, has ended once', () => {
    const { out, blocks } = streamed(
      'chat',
      data(chunk({ content: 'a' }), end, '[DONE]', chunk({ content: 'b' }), '[DONE]'),
    )
    assert.equal(out.match(/event: message_stop/g)?.length, 1)
    assert.deepEqual(blocks, [{ type: 'text', text: 'a' }])
  })

  it('whose reason to end is a name that every object has is told as one that nobody knows', () => {
    for (const finish_reason of ['constructor', '__proto__']) {
      const whole = { choices: [{ index: 0, finish_reason, message: { content: 'Hello' } }] }
      assert.equal(translation('messages', 'chat').answer(whole).stop_reason, 'end_turn')
      assert.equal(streamed('chat', data(chunk({}, { finish_reason }), '[DONE]')).answer.stop_reason, 'end_turn')
    }
  })
})

describe('a provider of messages', () => {
  it('that begins a call with all that it is given, and no pieces, has given that', () => {
    const block = { type: 'tool_use', id: 't', name: 'mail_send', input: { to: 'a' } }
    const { blocks } = streamed(
      'messages',
      data(
        { type: 'message_start', message: { id: 'm', model: 'm' } },
        { type: 'content_block_start', index: 0, content_block: block },
        { type: 'content_block_stop', index: 0 },
        { type: 'message_delta', delta: { stop_reason: 'tool_use' } },
        { type: 'message_stop' },
      ),
    )
    assert.deepEqual(blocks, [block])
  })
})

describe('a request to a provider of messages', () => {
  it('has no text that is empty and no message that says nothing: Anthropic refuses them', () => {
    const made = { id: 'call_1', type: 'function', function: { name: 'a', arguments: '{}' } }
    const { body } = translation('chat', 'messages', {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: '', reasoning_content: 'Hm.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: '' },
            { type: 'text', text: 'there' },
          ],
        },
        { role: 'assistant', content: '', tool_calls: [made] },
        { role: 'tool', tool_call_id: 'call_1', content: '' },
      ],
    })
    assert.deepEqual(body.messages, [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'hi' },
          { type: 'text', text: 'there' },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'call_1', name: 'a', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1' }] },
    ])
  })
})

describe('what a request says inside a setting or a block', () => {
  it('and another API does not have is told by the name of the setting', () => {
    const settings = { text: { verbosity: 'low' }, reasoning: { effort: 'low', summary: 'auto' } }
    assert.deepEqual(translation('responses', 'chat', { ...asked.responses, ...settings }).dropped, [
      'reasoning',
      'text',
    ])
    const known = { text: { format: { type: 'text' } }, reasoning: { effort: 'low' }, metadata: {} }
    assert.deepEqual(translation('responses', 'chat', { ...asked.responses, ...known }).dropped, ['metadata'])
    const more = { metadata: { user_id: 'u', of: 'x' }, output_config: { effort: 'low', task_budget: { total: 9 } } }
    assert.deepEqual(translation('messages', 'chat', { ...asked.messages, ...more }).dropped, [
      'metadata',
      'output_config',
    ])
  })

  it('goes along where it has words for the model: of a schema, of a document, of a tool that failed', () => {
    const json_schema = { name: 'a', description: 'Only yes or no.', schema: { type: 'object' } }
    const formed = translation('chat', 'responses', {
      ...asked.chat,
      response_format: { type: 'json_schema', json_schema },
    })
    assert.equal(text(object(object(formed.body.text)?.format)?.description), 'Only yes or no.')
    const source = { type: 'text', media_type: 'text/plain', data: 'The text.' }
    const document = { type: 'document', title: 'A letter', context: 'Of 2024.', source }
    const read = translation('messages', 'chat', { max_tokens: 9, messages: [{ role: 'user', content: [document] }] })
    assert.deepEqual(read.body.messages, [{ role: 'user', content: 'A letter\nOf 2024.\nThe text.' }])
    const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }
    const failed = { type: 'tool_result', tool_use_id: 't', is_error: true, content: [picture] }
    const told = translation('messages', 'responses', {
      max_tokens: 9,
      messages: [{ role: 'user', content: [failed] }],
    })
    assert.match(JSON.stringify(told.body.input), /Error:/)
  })
})
