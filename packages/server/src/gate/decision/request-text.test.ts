// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, type JsonObject, type JsonValue } from '../../journal/index.ts'
import { RequestText } from './request-text.ts'

const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('json'))),
}))
const name = fc.constantFrom(
  'messages',
  'input',
  'model',
  'stream',
  'max_tokens',
  '__proto__',
  'constructor',
  '10',
  'a',
)
const body: fc.Arbitrary<JsonObject> = fc
  .array(fc.tuple(name, json), { maxLength: 6 })
  .map((members) => Object.fromEntries(members))
const action = fc.constantFrom('callModel' as const, 'callTool' as const)

describe('the text of a request', () => {
  it('is that of its value, whatever order its members came in (P5)', () => {
    fc.assert(
      fc.property(body, action, (asked, by) => {
        assert.equal(new RequestText(asked, by).whole, canonicalJson(asked))
      }),
    )
  })

  it('tells its conversation apart, and nothing twice', () => {
    fc.assert(
      fc.property(body, action, (asked, by) => {
        const { items, rest } = new RequestText(asked, by)
        const list = by === 'callTool' ? undefined : ['messages', 'input'].find((name) => Array.isArray(asked[name]))
        const { [list ?? '']: said, ...others } = asked
        const told = items.map(({ text }): JsonValue => JSON.parse(text))
        assert.equal(canonicalJson(told), canonicalJson(list === undefined ? [] : (said ?? [])))
        assert.equal(rest, canonicalJson(list === undefined ? asked : others))
      }),
    )
  })
})
