// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson, type JsonObject, type JsonValue } from '../../journal/index.ts'
import type { Piece } from './piece.ts'
import { requestPieces } from './request-pieces.ts'
import { toolNames } from './tool-call.ts'

const names = toolNames(['mail_send'])
const given = '{"to":"a@example.org","cc":null,"copies":1}'
const picture = 'data:image/png;base64,AAAA'
const requests: readonly JsonObject[] = [
  {
    model: 'reporting',
    stream: true,
    tool_choice: 'auto',
    temperature: 0,
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look.', cache_control: { type: 'ephemeral' } },
          { type: 'image_url', image_url: { url: picture, detail: 'low' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        refusal: null,
        annotations: [],
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'mcp__sluis__mail_send', arguments: given } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'Sent.' },
    ],
  },
  {
    model: 'reporting',
    instructions: 'Be brief.',
    store: false,
    input: [
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'Look.' },
          { type: 'input_image', image_url: picture },
        ],
      },
      { type: 'reasoning', id: 'r1', summary: [], encrypted_content: 'sealed' },
      { type: 'function_call', id: 'f1', call_id: 'c1', name: 'mail_send', arguments: given, status: 'completed' },
      { type: 'function_call_output', call_id: 'c1', output: 'Sent.' },
    ],
  },
  {
    model: 'reporting',
    max_tokens: 10,
    system: [{ type: 'text', text: 'Be brief.' }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look.' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'mail_send', input: JSON.parse(given) }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'And' },
          { type: 'text', text: 'this.' },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', is_error: false, content: 'Sent.' }] },
    ],
  },
]

const marker = 'what a customer wrote'
const markedNumber = 98_117_115

/** The value with the marker put in, once at each place there is. */
function* withMarker(value: JsonValue): Generator<JsonValue> {
  yield* [marker, [marker], { [marker]: 1 }, markedNumber]
  if (typeof value === 'string') yield `${value} ${marker}`
  if (typeof value === 'string' && value.startsWith('data:'))
    yield value.replace('image/png', 'image/what-a-customer-wrote')
  if (typeof value === 'string' && value.startsWith('{')) {
    yield* textsWith(JSON.parse(value))
    yield value.replace('{', `{"to":"${marker}",`)
    yield value.replace('"copies":1', '"copies":1.00000000000000000000000000098117115')
  }
  if (value === 'mcp__sluis__mail_send' || value === 'mail_send') yield 'what_a_customer_wrote_mail_send'
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) for (const one of withMarker(item)) yield value.with(at, one)
    for (const more of [marker, { [marker]: true }]) yield [...value, more]
    return
  }
  for (const [name, item] of Object.entries(value))
    for (const one of withMarker(item ?? null)) yield { ...value, [name]: one }
  for (const name of [
    'arguments',
    'input',
    'name',
    'status',
    'type',
    'custom',
    'content',
    'data',
    'detail',
    'media_type',
    'index',
  ]) {
    if (!(name in value)) yield { ...value, [name]: marker }
  }
  for (const nothing of [null, true, false, '', [], {}]) yield { ...value, [marker]: nothing }
  // Also under a name that says something may what was said before come again.
  for (const item of Object.values(value)) if (item !== undefined) yield { ...value, [marker]: item }
}

function* textsWith(value: JsonValue): Generator<string> {
  for (const one of withMarker(value)) yield JSON.stringify(one)
}

function textsOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => [piece.text, ...piece.inner().map(({ text }) => text)])
}

/** As a run recognises: a piece as a whole, or by all that it is made of. */
function isKnown(piece: Piece, known: ReadonlySet<string>): boolean {
  const inner = piece.inner()
  return known.has(piece.text) || (inner.length > 0 && inner.every((one) => isKnown(one, known)))
}

describe('a request', () => {
  it('is the same texts and the same call in every API', () => {
    for (const request of requests) {
      const texts = textsOf(requestPieces(request, names) ?? [])
      for (const text of [
        't:Be brief.',
        't:Look.',
        't:AAAA',
        't:Sent.',
        `c:mail_send:${canonicalJson(JSON.parse(given))}`,
      ])
        assert.ok(texts.includes(text), `${text} of ${JSON.stringify(request)}`)
    }
  })

  it('carries nothing that is in no piece of it: what no run has seen is never taken for what it has (P10)', () => {
    const unseen: string[] = []
    for (const request of requests) {
      const known = new Set(textsOf(requestPieces(request, names) ?? []))
      for (const changed of withMarker(request)) {
        if (typeof changed !== 'object' || changed === null || Array.isArray(changed)) continue
        const pieces = requestPieces(changed as JsonObject, names) ?? []
        if (pieces.every((piece) => isKnown(piece, known))) unseen.push(JSON.stringify(changed))
      }
    }
    assert.deepEqual(
      unseen.map((text) =>
        text.slice(Math.max(0, text.search(/what.a.customer/) - 60), text.search(/what.a.customer/) + 40),
      ),
      [],
    )
  })
})
