// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toolNames } from './tool-call.ts'

describe('the name that an agent has for a tool', () => {
  const names = toolNames(['mail_send', 'send', 'books-read', 'fetch', 'fetch_'], ['draft_mail_send'])

  it('stands for the tool whose words it ends in, the longest first', () => {
    for (const name of ['mail_send', 'mcp__sluis__mail_send', 'mail-send', 'sluisMailSend']) {
      assert.equal(names(name), 'mail_send', name)
    }
    assert.equal(names('mcp__sluis__send'), 'send')
    assert.equal(names('books_read'), 'books-read')
  })

  it('stands for none in the middle of whose words it ends, nor for one whose words only stand in it (P10)', () => {
    for (const name of ['resend', 'fbooks_read', 'mail_send_draft', 'mail', '', '__']) {
      assert.equal(names(name), undefined, name)
    }
  })

  it('stands for none where two have the same words, but by the name itself', () => {
    assert.equal(names('mcp__sluis__fetch'), undefined)
    assert.deepEqual([names('fetch'), names('fetch_')], ['fetch', 'fetch_'])
  })

  it('stands for none of the gate’s where the agent carries it out itself', () => {
    assert.equal(names('draft_mail_send'), undefined)
    assert.equal(names('mcp__draft_mail_send'), 'mail_send')
  })
})
