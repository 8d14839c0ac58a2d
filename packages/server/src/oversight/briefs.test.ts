// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { briefs } from './briefs.ts'

const rows = Array.from({ length: 800 }, (_, at) => ({ at, name: 'x'.repeat(20) }))

describe('the line that a list shows of what is sealed', () => {
  it('is all that leaves the place where it is opened: a list of two hundred carries no content', () => {
    const held = briefs.call?.({ tool: 'crm', arguments: { rows }, context: {}, attachments: [] }) ?? ''
    const asked = briefs.request?.({ body: { rows }, name: 'crm' }) ?? ''
    for (const line of [held, asked]) {
      assert.ok(line.startsWith('{"rows":[{"at":0'))
      assert.equal([...line].length, 240)
    }
  })

  it('is none of what has not the shape of a call', () => {
    assert.equal(briefs.call?.({ tool: 'crm' }), undefined)
    assert.equal(briefs.request?.({ body: null }), undefined)
    assert.equal(briefs.result?.({ content: [] }), undefined, 'what a call brought is no line of a list')
  })

  it('is one line of what an agent was told too, whatever a tool put into it', () => {
    const told = 'no such file\n  42  call-1  mail_send: allowed, done\u202e'
    assert.equal(briefs.result?.(told), 'no such file\u{FFFD}  42  call-1  mail_send: allowed, done\u{FFFD}')
    assert.equal([...(briefs.result?.('x'.repeat(500)) ?? '')].length, 240)
  })

  it('says so where a long part is cut, also when what is cut off would have been drawn as nothing', () => {
    const subject = `\u200b${'\u200b'.repeat(2000)}the end`
    const line = briefs.request?.({ body: { to: ['a@x.example'], subject }, name: 'mail_send' })
    assert.equal(line, 'a@x.example · \u{FFFD}…')
  })
})
