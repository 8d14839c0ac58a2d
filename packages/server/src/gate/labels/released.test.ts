// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import { addContent, jsonOf, type Piece, textOf } from './piece.ts'
import { releasedByModel, releasedByTool } from './released.ts'
import { requestPieces } from './request-pieces.ts'
import { toolNames } from './tool-call.ts'

const offering = (parameters: JsonObject): JsonObject => ({
  tools: [{ type: 'function', function: { name: 'mail_send', parameters } }],
})
const calling = (args: string): JsonObject => ({
  choices: [
    { message: { tool_calls: [{ id: 'c', type: 'function', function: { name: 'mail_send', arguments: args } }] } },
  ],
})
const released = (parameters: JsonObject, args: string) =>
  releasedByModel(offering(parameters), calling(args), (name) => name)

/** Together, in characters. */
const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0)

describe('what a call that a model proposes is known by', { timeout: 20_000 }, () => {
  it('is the call as it came, with the defaults of its schema, and with null for what is not given', () => {
    const properties = { to: {}, copies: { default: 1 } }
    assert.deepEqual(released({ type: 'object', properties }, '{"text":"a"}').slice(0, 3), [
      'c:mail_send:{"text":"a"}',
      'c:mail_send:{"copies":1,"text":"a"}',
      'c:mail_send:{"copies":1,"text":"a","to":null}',
    ])
  })

  it('is the call as it came alone where a schema has more to fill in than anybody gives on', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`p${at}`, {}]))
    const wide = { type: 'object', properties: { all: { items: { properties: many } } } }
    const items = `{"all":[${Array(1000).fill('{}').join(',')}]}`
    const texts = released(wide, items)
    assert.ok(texts.includes(`c:mail_send:${items}`))
    assert.ok(sizeOf(texts) < 3_000_000, `${sizeOf(texts)} characters`)
    // Ten defaults in each of ten, seven levels deep.
    let deep: JsonValue = {}
    for (let level = 0; level < 7; level++) {
      deep = { properties: { all: { items: deep, default: Array(10).fill({}) } } }
    }
    assert.ok(sizeOf(released({ type: 'object', ...deep }, '{}')) < 3_000_000)
    const long = {
      type: 'object',
      properties: { all: { items: { properties: { a: { default: 'x'.repeat(100_000) } } } } },
    }
    assert.ok(sizeOf(released(long, items)) < 3_000_000)
  })
})

const names = toolNames(['mail_send'])
const given = { to: 'a@example.org', copies: 1 }

/** What of these pieces is known by none of the texts, neither whole nor by all that it is made of. */
function unknownOf(pieces: readonly Piece[], released: readonly string[]): readonly string[] {
  return pieces
    .filter((piece) => !released.includes(piece.text))
    .filter((piece) => piece.inner().length === 0 || unknownOf(piece.inner(), released).length > 0)
    .map(({ text }) => text)
}

describe('all of a model’s answer is known when its SDK sends it back:', () => {
  const call = { name: 'mcp__sluis__mail_send', arguments: JSON.stringify(given) }
  const message = {
    role: 'assistant',
    content: 'I will send it.',
    reasoning: 'They ask for a letter.',
    reasoning_content: 'So I send one.',
    refusal: 'The other I will not send.',
    tool_calls: [
      { id: 'c1', type: 'function', function: call },
      { id: 'c2', type: 'custom', custom: { name: 'run', input: 'ls -l' } },
    ],
  }
  const output: readonly JsonObject[] = [
    {
      type: 'reasoning',
      id: 'r1',
      summary: [{ type: 'summary_text', text: 'A letter.' }],
      encrypted_content: 'sealed',
    },
    {
      type: 'message',
      id: 'm1',
      role: 'assistant',
      status: 'completed',
      content: [
        { type: 'output_text', text: 'I will send it.', annotations: [] },
        { type: 'output_text', text: 'To both.', annotations: [] },
      ],
    },
    { type: 'function_call', id: 'f1', call_id: 'c1', status: 'completed', ...call },
    { type: 'custom_tool_call', id: 'f2', call_id: 'c2', status: 'completed', name: 'run', input: 'ls -l' },
  ]
  const content = [
    { type: 'thinking', thinking: 'They ask for a letter.', signature: 'signed' },
    { type: 'text', text: 'I will send it.' },
    { type: 'tool_use', id: 't1', name: 'mail-send', input: given },
  ]
  const shapes: Record<string, readonly [answer: JsonObject, back: JsonObject]> = {
    chat: [{ choices: [{ message }] }, { messages: [message] }],
    'chat, its texts as blocks': [
      { choices: [{ message }] },
      { messages: [{ ...message, content: [{ type: 'text', text: message.content }] }] },
    ],
    responses: [{ output }, { input: [...output, { type: 'function_call_output', call_id: 'c1', output: 'Sent.' }] }],
    'responses, with a tool of another kind': [
      { output },
      { input: [...output, { type: 'custom_tool_call_output', call_id: 'c2', output: 'Sent.' }] },
    ],
    'responses, its texts as one': [
      { output },
      { input: [...output.with(1, { type: 'message', role: 'assistant', content: 'I will send it.\nTo both.' })] },
    ],
    messages: [{ role: 'assistant', content }, { messages: [{ role: 'assistant', content }] }],
  }
  for (const [shape, [answer, back]] of Object.entries(shapes)) {
    it(shape, () => {
      const pieces = requestPieces(back, names) ?? []
      assert.ok(pieces.length > 4)
      const sent = releasedByTool({ content: [{ type: 'text', text: 'Sent.' }] })
      assert.deepEqual(unknownOf(pieces, [...releasedByModel({}, answer, names), ...sent]), [])
    })
  }

  it('and a call among its texts takes no room beside them', () => {
    const known = releasedByModel({}, { content }, names)
    assert.deepEqual(known, [
      `c:mail_send:{"copies":1,"to":"a@example.org"}`,
      ...['t:They ask for a letter.', 'f:signature:"signed"', 't:I will send it.', 'f:name:"mail-send"', 'i:t1'],
    ])
  })

  it('and nothing of it is taken for what it is not', () => {
    const released = releasedByModel({}, { choices: [{ message }] }, names)
    const other = { ...message, tool_calls: [{ id: 'c1', type: 'function', function: { ...call, arguments: '{}' } }] }
    assert.deepEqual(unknownOf(requestPieces({ messages: [other] }, names) ?? [], released), ['c:mail_send:{}'])
    assert.deepEqual(releasedByModel({}, {}, names), [])
  })
})

describe('what a call may be made with after a model proposed it', () => {
  it('is its arguments without what is null, in lists too, before and after defaults are filled in', () => {
    const args = '{"cc":null,"to":[{"a":"x","b":null}]}'
    const texts = released({ type: 'object', properties: { copies: { default: 1 } } }, args)
    for (const known of [
      '{"cc":null,"to":[{"a":"x","b":null}]}',
      '{"to":[{"a":"x"}]}',
      '{"cc":null,"copies":1,"to":[{"a":"x","b":null}]}',
      '{"copies":1,"to":[{"a":"x"}]}',
    ]) {
      assert.ok(texts.includes(`c:mail_send:${known}`), known)
    }
  })

  it('is filled in by the schema of its own tool, in whatever way an API writes that', () => {
    const schema = { type: 'object', properties: { copies: { default: 1 } } }
    for (const tool of [
      { type: 'function', function: { name: 'mail_send', parameters: schema } },
      { type: 'function', name: 'mail_send', parameters: schema },
      { name: 'mail_send', input_schema: schema },
    ]) {
      const known = releasedByModel({ tools: [tool] }, calling('{}'), names)
      assert.ok(known.includes('c:mail_send:{"copies":1}'), JSON.stringify(tool))
    }
    const other = { name: 'mail_read', input_schema: schema }
    assert.ok(!releasedByModel({ tools: [other] }, calling('{}'), names).includes('c:mail_send:{"copies":1}'))
  })

  it('is filled in each of a list', () => {
    const schema = { properties: { all: { items: { properties: { copies: { default: 1 } } } } } }
    assert.ok(released(schema, '{"all":[{},{"copies":2}]}').includes('c:mail_send:{"all":[{"copies":1},{"copies":2}]}'))
  })

  it('is an empty object where a model wrote nothing', () => {
    assert.deepEqual(released({}, '').slice(0, 1), ['c:mail_send:{}'])
  })
})

describe('what a tool’s result is known by', () => {
  const texts = ['Dear sir,', 'please pay.']
  const blocks = texts.map((text) => ({ type: 'text', text }))

  it('is each of its texts, and all of them as one, however they are put together', () => {
    const known = releasedByTool({ content: blocks })
    for (const text of [...texts, ...['\n', '', '\n\n', ' '].map((joint) => texts.join(joint))]) {
      assert.ok(known.includes(textOf(text)), text)
    }
    assert.ok(!known.includes(textOf(texts.join(', '))))
  })

  it('is what it holds as JSON, also where it stands in a text', () => {
    const total = { total: 12 }
    const stringified = JSON.stringify({ content: blocks, structuredContent: total, isError: false })
    const pieces: Piece[] = []
    addContent(pieces, stringified, true)
    assert.deepEqual(unknownOf(pieces, releasedByTool({ content: blocks, structuredContent: total })), [])
    assert.ok(releasedByTool({ content: [{ type: 'text', text: '{ "total": 12 }' }] }).includes(jsonOf(total)))
  })

  it('is the same of a resource and of a prompt', () => {
    const [text = ''] = texts
    assert.ok(releasedByTool({ contents: [{ uri: 'docs://a', text }] }).includes(textOf(text)))
    assert.ok(releasedByTool({ messages: [{ role: 'user', content: { type: 'text', text } }] }).includes(textOf(text)))
  })
})
