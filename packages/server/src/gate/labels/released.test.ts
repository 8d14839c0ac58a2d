// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import { releasedByModel } from './released.ts'

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
