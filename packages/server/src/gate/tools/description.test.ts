// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { describePrompt, describeTool } from './description.ts'

const tool = { name: 'find', description: 'Finds.', inputSchema: { type: 'object' as const } }
const schemaWith = (what: unknown) => ({ ...tool, inputSchema: { type: 'object' as const, $defs: { what } } })

/** An object in an object, so many deep. */
function nested(depth: number): object {
  let value: object = {}
  for (let level = 0; level < depth; level++) value = { allOf: [value] }
  return value
}

describe('how a server describes a tool', () => {
  it('is another as soon as anything of it that an agent is shown is', () => {
    const { pin } = describeTool(tool)
    const others = [
      { ...tool, description: 'Finds!' },
      { ...tool, title: 'Find' },
      { ...tool, annotations: { readOnlyHint: true } },
      { ...tool, outputSchema: { type: 'object' as const } },
      schemaWith({ type: 'string' }),
    ]
    assert.equal(new Set([pin, ...others.map((other) => describeTool(other).pin)]).size, others.length + 1)
  })

  it('is the same whatever the order of its members, and whatever an agent is not shown', () => {
    const { inputSchema, description, name } = tool
    const icons = [{ src: 'https://elsewhere.example/icon.png' }]
    const described = describeTool({ inputSchema, icons, _meta: { say: 'nothing' }, description, name })
    assert.equal(described.pin, describeTool(tool).pin)
    assert.deepEqual(described.shown, tool)
  })

  it('is never shown when its schema refers elsewhere, is too deep or too large, or holds half a character', () => {
    for (const [what, reason] of [
      [{ $ref: 'https://elsewhere.example/schema' }, /another document/],
      [{ $dynamicRef: 'other.json#x' }, /another document/],
      [{ $ref: 'file:///etc/passwd' }, /another document/],
      [nested(40), /deeper/],
      [Array.from({ length: 6000 }, () => 1), /parts/],
      [{ description: 'x'.repeat(200_000) }, /larger/],
      [{ description: '\ud800' }, /half a character/],
      [{ '\udc00': 1 }, /half a character/],
      [Object.fromEntries(Array.from({ length: 201 }, (_, at) => [at, { $ref: '#/a' }])), /references/],
    ] as const) {
      const { unfit, shown } = describeTool(schemaWith(what))
      assert.match(unfit ?? '', reason)
      assert.deepEqual(shown, { name: 'find' })
    }
  })

  it('may refer within itself', () => {
    assert.equal(describeTool(schemaWith({ $ref: '#/$defs/what' })).unfit, undefined)
  })

  it('is read in bounded time and never fails, whatever it holds', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 6 }), (what) => {
        assert.match(describeTool(schemaWith(what)).pin, /^[0-9a-f]{64}$/)
      }),
      { numRuns: 200 },
    )
    assert.ok(describeTool(schemaWith(nested(5000))).unfit)
  })

  it('of a prompt counts its arguments too', () => {
    const prompt = { name: 'greet', arguments: [{ name: 'who', description: 'Whom to greet.' }] }
    const other = { name: 'greet', arguments: [{ name: 'who', description: 'Whom to pay.' }] }
    assert.notEqual(describePrompt(prompt).pin, describePrompt(other).pin)
  })
})
