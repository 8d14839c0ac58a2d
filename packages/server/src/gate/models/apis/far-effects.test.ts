// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GateError } from '../../error.ts'
import { offeredFunctions } from '../offered.ts'
import { chat } from './chat.ts'
import { responses } from './responses.ts'

const messages: readonly object[] = [{ role: 'user', content: 'hi' }]
const read = (more: object) => chat.read({ model: 'reporting', messages, ...more })
const said = (part: object) => ({ messages: [{ role: 'user', content: [part] }] })
const image = (url: unknown) => said({ type: 'image_url', image_url: url })

const isMalformed = (error: unknown): boolean => error instanceof GateError && error.code === 'malformed'

function refuses(more: object): void {
  assert.throws(() => read(more), isMalformed, JSON.stringify(more))
}

describe('a model request', () => {
  it('names one model and no other way to it (P8, P10)', () => {
    for (const field of ['models', 'fallbacks', 'provider', 'route', 'api_base', 'API_BASE', 'api_key']) {
      refuses({ [field]: ['other'] })
    }
  })

  it('has the far side carry out no tool and no search (P1, P10)', () => {
    refuses({ web_search_options: {} })
    for (const type of ['web_search', 'mcp', 'code_interpreter', undefined]) refuses({ tools: [{ type }] })
    refuses({ tools: ['web_search'] })
    assert.ok(read({ tools: [{ type: 'function', function: { name: 'send' } }] }))
  })

  it('asks no server for a search, an adapter or a peer of its own choice (P1, P10)', () => {
    const fields = ['data_sources', 'dataSources', 'enable_search', 'kv_transfer_params', 'bootstrap_host', 'lora_path']
    for (const field of fields) refuses({ [field]: [{ endpoint: 'https://outside.example' }] })
  })

  it('has the far side fetch no address, by which what was read would leave (P1)', () => {
    refuses(image({ url: 'https://outside.example/?q=customers' }))
    refuses(image('https://outside.example/?q=customers'))
    refuses(said({ type: 'video_url', video_url: { url: ' data:,x' } }))
    refuses(said({ type: 'file', file: { file_url: 'ftp://outside.example/x' } }))
    refuses(image({ url: ['https://outside.example'] }))
    assert.ok(read(image({ url: 'data:image/png;base64,AAAA' })))
    assert.ok(read(said({ type: 'text', text: 'see https://outside.example' })))
  })

  it('has the far side fetch none either that stands where a file would', () => {
    const address = 'https://outside.example/?q=customers'
    refuses(said({ type: 'input_audio', input_audio: address }))
    refuses(said({ type: 'input_audio', input_audio: { data: ` ${address}`, format: 'mp3' } }))
    refuses(said({ type: 'image', image: address }))
    refuses({ messages: [{ role: 'user', content: 'hi', images: [address] }] })
    refuses(said({ type: 'image', source: 's3://outside/customers' }))
    assert.ok(read(said({ type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } })))
    const call = { id: 'c', type: 'custom', custom: { name: 'open', input: address } }
    assert.ok(
      read({
        messages: [
          { role: 'user', content: address },
          { role: 'assistant', content: null, tool_calls: [call] },
        ],
      }),
    )
    const found = { type: 'search_result', source: address, title: address, content: [{ type: 'text', text: address }] }
    assert.ok(read(said(found)))
    const text = { type: 'text', media_type: 'text/plain', data: address }
    assert.ok(read(said({ type: 'document', source: text })))
    refuses(said({ type: 'document', source: { ...text, type: 'base64' } }))
  })

  it('is looked at whatever the case of its fields is, because some endpoints read them so (P10)', () => {
    for (const field of ['Tools', 'MESSAGES', 'Store', 'Functions', 'maX_tokens']) refuses({ [field]: [] })
    const Content = [{ type: 'image_url', image_url: { url: 'https://outside.example/?q=customers' } }]
    refuses({ messages: [{ role: 'user', Content }] })
    assert.ok(read({ 'X-Custom': true, topK: 4 }))
    for (const tool of [
      { Type: 'web_search' },
      { Function: { name: 'shell' } },
      { function: { name: 'send', Name: 'shell' } },
    ]) {
      refuses({ tools: [{ type: 'function', function: { name: 'send' }, ...tool }] })
    }
    refuses({ functions: [{ name: 'send', NAME: 'shell' }] })
  })

  it('is looked at too where a letter outside ASCII stands for one in it, as in Go’s JSON (P1, P10)', () => {
    // U+017F is another s there, and U+212A another k.
    for (const field of ['tool\u017f', 'me\u017fsages', '\u017ftream', 'max_to\u212aens', 'function\u017f']) {
      refuses({ [field]: [{ type: 'web_search' }] })
    }
    for (const field of ['plugin\u017f', 'fallbac\u212as', 'ba\u017fe_url']) refuses({ [field]: ['other'] })
    refuses({ tools: [{ type: 'custom', custom: { name: 'send' }, 'cu\u017ftom': { name: 'shell' } }] })
  })

  it('names nothing that the far side stored, also not by an item without a type (P10)', () => {
    const asks = (item: object) => responses.read({ model: 'reporting', input: [item] })
    for (const item of [
      { id: 'msg_1' },
      { id: 'msg_1', role: 'user' },
      { id: 'msg_1', content: 'hi' },
      { id: 'msg_1', role: null, content: 'hi' },
      { type: null, id: 'msg_1' },
      { Type: 'item_reference', id: 'msg_1', role: 'user', content: 'hi' },
    ]) {
      assert.throws(() => asks(item), isMalformed, JSON.stringify(item))
    }
    for (const content of ['hi', [{ type: 'input_text', text: 'hi' }]]) assert.ok(asks({ role: 'user', content }))
  })

  it('offers no more functions than can be looked at', () => {
    const tool = { type: 'function', function: { name: 'send' } }
    refuses({ tools: Array.from({ length: 2001 }, () => tool) })
    refuses({ functions: { name: 'send' } })
  })

  it('offers each function by every name that an endpoint may read', () => {
    const both = { type: 'custom', function: { name: 'send' }, custom: { name: 'shell' } }
    assert.deepEqual(offeredFunctions({ tools: [both] }), ['send', 'shell'])
    const inner = { type: 'function', name: 'send', function: { name: 'shell' } }
    const functions = [{ name: 'older' }]
    assert.deepEqual(offeredFunctions({ tools: [inner], functions }), ['send', 'shell', 'older'])
    assert.deepEqual(offeredFunctions({ tools: [{ type: 'function' }, { type: 'custom', custom: {} }] }), [''])
  })

  it('keeps every other setting, also those of one server only', () => {
    const more = { temperature: 0, top_k: 4, chat_template_kwargs: { thinking: false }, stream_options: {} }
    assert.deepEqual(read(more).body, { model: 'reporting', messages, ...more })
  })
})
