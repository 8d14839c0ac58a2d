// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { chunksOf, completionOf, modelId } from './completion.ts'
import type { Reply } from './reply.ts'

const stamp = { id: 'chatcmpl-1', createdS: 1, callIds: ['call_a', 'call_b'] }
const request = {
  model: modelId,
  messages: [{ role: 'user' as const, content: 'x' }],
  stream_options: { include_usage: true },
}

interface Delta {
  readonly content?: string | null
  readonly tool_calls?: readonly {
    readonly index: number
    readonly id?: string
    readonly function: { readonly name?: string; readonly arguments: string }
  }[]
}

/** Puts chunks together as a client does. */
function assemble(chunks: readonly object[]) {
  const calls: { id: string; name: string; arguments: string }[] = []
  let content = ''
  for (const chunk of chunks) {
    // The shape under test; a wrong one fails in the comparison.
    const { choices } = chunk as { readonly choices: readonly { readonly delta: Delta }[] }
    for (const { delta } of choices) {
      content += delta.content ?? ''
      for (const { index, id, function: piece } of delta.tool_calls ?? []) {
        const call = calls[index] ?? { id: id ?? '', name: piece.name ?? '', arguments: '' }
        call.arguments += piece.arguments
        calls[index] = call
      }
    }
  }
  return { content, calls }
}

const replies: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'binary', maxLength: 300 }) }),
  fc.record({ kind: fc.constant('count' as const), to: fc.integer({ min: 0, max: 50 }) }),
  fc.record({
    kind: fc.constant('calls' as const),
    calls: fc.array(fc.record({ tool: fc.string(), arguments: fc.dictionary(fc.string(), fc.string()) }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
)

describe('a completion', () => {
  it('says the same in pieces as at once', () => {
    fc.assert(
      fc.property(replies, (reply) => {
        const { content, calls } = assemble([...chunksOf(reply, request, stamp)])
        const whole = JSON.parse(JSON.stringify(completionOf(reply, request, stamp))).choices[0].message
        assert.equal(content, whole.content ?? '')
        assert.deepEqual(
          calls.map(({ id, name, arguments: given }) => ({
            id,
            type: 'function',
            function: { name, arguments: given },
          })),
          whole.tool_calls ?? [],
        )
      }),
    )
  })

  it('ends with usage when asked for it, and not otherwise', () => {
    const reply: Reply = { kind: 'text', text: 'hello' }
    const last = [...chunksOf(reply, request, stamp)].at(-1) ?? {}
    assert.ok('usage' in last && 'choices' in last)
    assert.deepEqual(last.choices, [])
    const plain = [...chunksOf(reply, { ...request, stream_options: null }, stamp)]
    assert.ok(plain.every((chunk) => !('usage' in chunk)))
  })
})
