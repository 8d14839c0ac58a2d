// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GateError } from '../../error.ts'
import { apis } from './apis.ts'

const messages = [{ role: 'user', content: 'hi' }]
const asked = {
  chat: { model: 'reporting', messages },
  messages: { model: 'reporting', messages, max_tokens: 10 },
  responses: { model: 'reporting', input: 'hi' },
  embeddings: { model: 'reporting', input: 'hi' },
} as const
const names = ['chat', 'messages', 'responses', 'embeddings'] as const
type Name = (typeof names)[number]

function refuses(name: Name, more: object): void {
  const isMalformed = (error: unknown) => error instanceof GateError && error.code === 'malformed'
  assert.throws(() => apis[name].read({ ...asked[name], ...more }), isMalformed, `${name} ${JSON.stringify(more)}`)
}

describe('what the gate itself has to understand of a request', () => {
  it('is a model by a name, and whether to stream', () => {
    for (const name of names) {
      assert.equal(apis[name].read(asked[name]).model, 'reporting')
      for (const model of ['', 'x'.repeat(201), 7, null, undefined, ['reporting']]) refuses(name, { model })
      for (const json of [null, 'text', 7, [asked[name]]])
        assert.throws(() => apis[name].read(json), { code: 'malformed' })
      if (name === 'embeddings') continue
      assert.equal(apis[name].read({ ...asked[name], stream: true }).isStream, true)
      assert.equal(apis[name].read({ ...asked[name], stream: null }).isStream, false)
      for (const stream of ['true', 1, {}]) refuses(name, { stream })
    }
  })

  it('is a conversation of some messages, each of somebody', () => {
    const many = Array.from({ length: 10_001 }, () => messages[0])
    for (const name of ['chat', 'messages'] as const) {
      for (const given of [
        [],
        many,
        'hi',
        { 0: messages[0] },
        ['hi'],
        [null],
        [{ role: 7 }],
        [{ role: 'x'.repeat(41) }],
      ]) {
        refuses(name, { messages: given })
      }
    }
  })

  it('is a text or items for a response, and texts or tokens for embeddings', () => {
    for (const input of [undefined, 7, {}, ['hi'], [[]], Array.from({ length: 10_001 }, () => ({}))]) {
      refuses('responses', { input })
    }
    assert.ok(apis.responses.read({ ...asked.responses, input: [{ type: 'message', content: 'hi' }] }))
    for (const input of [['a', 'b'], [1, 2], [[1], [2, 3]], [], 'hi']) {
      assert.ok(apis.embeddings.read({ ...asked.embeddings, input }))
    }
    for (const input of [undefined, 7, {}, ['a', 1], [1.5], [-1], [['a']], [[1], 'a'], [{}]])
      refuses('embeddings', { input })
  })

  it('is a bound in whole tokens, for each answer that is asked for', () => {
    const chat = (more: object) => apis.chat.read({ ...asked.chat, ...more }).maxOutputTokens
    assert.equal(chat({}), undefined)
    assert.equal(chat({ n: 3 }), undefined)
    assert.equal(chat({ max_tokens: 5, n: 3 }), 5)
    assert.equal(chat({ max_tokens: 5, max_completion_tokens: 9, n: null }), 9)
    for (const most of [0, -1, 1.5, '9', 1e9, Number.NaN]) {
      for (const member of ['max_tokens', 'max_completion_tokens']) refuses('chat', { [member]: most })
      refuses('messages', { max_tokens: most })
      refuses('responses', { max_output_tokens: most })
    }
    for (const n of [0, 129, '2']) refuses('chat', { n })
    refuses('messages', { max_tokens: undefined })
    assert.equal(apis.responses.read({ ...asked.responses, max_output_tokens: 7 }).maxOutputTokens, 7)
    assert.equal(apis.embeddings.read(asked.embeddings).maxOutputTokens, 0)
  })

  it('is refused as malformed whatever stands where a type should (P10)', () => {
    const type = { toString: 1 }
    refuses('responses', { input: [{ type }] })
    refuses('messages', { messages: [{ role: 'user', content: [{ type }] }] })
    refuses('messages', { messages: [{ role: 'user', content: [{ type: 'tool_result', content: ['x'] }] }] })
  })
})
