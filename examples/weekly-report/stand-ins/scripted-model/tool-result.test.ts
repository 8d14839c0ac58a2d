// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { outcomeOf, readToolResult } from './tool-result.ts'

describe('reading a tool result', () => {
  const parts = [{ type: 'text', text: 'a;b' }]
  const shapes: readonly (readonly [string, unknown])[] = [
    ['a plain string', 'a;b'],
    ['content parts', parts],
    ['a string of content parts', JSON.stringify(parts)],
    ['an MCP result', { content: parts }],
    ['a string of an MCP result', JSON.stringify({ content: parts, structuredContent: { content: 'a;b' } })],
    ['structured content', JSON.stringify({ content: 'a;b' })],
    ['input_text parts', [{ type: 'input_text', text: 'a;b' }]],
    ['parts within a part', [{ type: 'text', text: JSON.stringify(parts) }]],
  ]
  for (const [name, content] of shapes) {
    it(`finds the text in ${name}`, () => assert.deepEqual(readToolResult(content), { text: 'a;b', isError: false }))
  }

  it('keeps that a result is an error', () => {
    const content = JSON.stringify({ isError: true, content: [{ type: 'text', text: 'no' }] })
    assert.deepEqual(readToolResult(content), { text: 'no', isError: true })
  })

  it('leaves JSON alone that is a file of its own', () => {
    for (const text of ['[1,2]', '{"name":"x"}', '[]', '[{"a":1}]', '{"broken']) {
      assert.equal(readToolResult(text).text, text)
    }
  })

  it('reads whatever it is given, however deep', () => {
    fc.assert(fc.property(fc.anything(), (content) => typeof readToolResult(content).text === 'string'))
    const deep = JSON.parse(`${'{"content":'.repeat(2_000)}"x"${'}'.repeat(2_000)}`)
    assert.equal(typeof readToolResult(deep).text, 'string')
  })
})

describe('the outcome of a mail', () => {
  const answers = {
    sent: ['Sent. Message-ID <1@x>', 'Sent as <1@x>.', '{"messageId":"<1@x>"}', 'Sent after approval by finance.', ''],
    denied: [
      'Denied by rule only-invoices-leave: No file but an invoice goes outside.',
      'Geweigerd: regel x',
      'Error: denied by r: a mail is sent once',
    ],
    rejected: [
      'Rejected by Sanne: wrong tone',
      'Error: a person was asked and the answer is no (rejected, c1)',
      'Not sent: the case expired, so it is denied.',
    ],
    held: ['a person has to decide first: http://x/cases/1', 'Held: case 12 waits for finance. Nothing has been sent.'],
    stopped: [
      'Error: Sluis is stopped (s1); only a person can resume it',
      'Stopped: an emergency stop covers this agent; nothing was sent.',
    ],
    failed: ['Error: connection refused by smtp', 'connect ECONNREFUSED 127.0.0.1:8425', 'mail failed'],
  } as const
  for (const [outcome, texts] of Object.entries(answers)) {
    for (const text of texts) {
      it(`reads "${text}" as ${outcome}`, () => assert.equal(outcomeOf({ text, isError: false }), outcome))
    }
  }
  it('takes an error without known words for a failure', () =>
    assert.equal(outcomeOf({ text: 'socket hang up', isError: true }), 'failed'))
})
