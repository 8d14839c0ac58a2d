// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Journal } from '../../journal/index.ts'
import type { Ask } from '../call.ts'
import { openState, sealState } from './request-state.ts'

const dayMs = 24 * 3_600_000
const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }
const ask: Ask = { caller, action: 'callTool', kind: 'tool', name: 'mail_send', body: { to: 'a' } }
const state = { case: 'case-1', call: 'call-1' }

/** A log in which this call is the last that the case was told to. */
const journalWith = (last: string | undefined, key = 'key') =>
  ({
    digest: (text: string) => createHmac('sha256', key).update(text).digest('base64url'),
    query: async () => (last === undefined ? [] : [{ id: last }]),
  }) as unknown as Pick<Journal, 'digest' | 'query'>
const journal = journalWith('call-1')
const given = sealState(journal, ask, state, 0)

describe('the state of a held call that a client brings back', () => {
  it('is taken for a day from whom it was given to, for what was asked', async () => {
    assert.deepEqual(await openState(journal, ask, given, 0), state)
    assert.deepEqual(await openState(journal, ask, given, dayMs), state)
    assert.equal(await openState(journal, ask, given, dayMs + 1), undefined)
  })

  it('is none from another agent, system or run, nor for another tool, kind or arguments (P5)', async () => {
    const others: readonly Ask[] = [
      { ...ask, caller: { ...caller, agent: 'other' } },
      { ...ask, caller: { ...caller, system: 'other' } },
      { ...ask, caller: { ...caller, run: 'run-2' } },
      { ...ask, name: 'mail_read' },
      { ...ask, kind: 'prompt' },
      { ...ask, body: { to: 'b' } },
    ]
    for (const other of others) assert.equal(await openState(journal, other, given, 0), undefined)
    assert.deepEqual(await openState(journal, { ...ask, caller: { ...caller, key: 'a key of it' } }, given, 0), state)
  })

  it('is none once it was used: the call that it came with is then the last of its case', async () => {
    assert.equal(await openState(journalWith('call-2'), ask, given, 0), undefined)
    assert.equal(await openState(journalWith(undefined), ask, given, 0), undefined)
  })

  it('is none that somebody else sealed, or altered, or made longer', async () => {
    const [sealed = '', mac = ''] = given.split('.')
    const other = Buffer.from(JSON.stringify({ case: 'case-2', call: 'call-1', expiresAtMs: dayMs })).toString(
      'base64url',
    )
    for (const forged of ['', '.', sealed, `${sealed}.`, `.${mac}`, `${other}.${mac}`, `${given}.`, `${given}x`]) {
      assert.equal(await openState(journal, ask, forged, 0), undefined, forged)
    }
    assert.equal(await openState(journalWith('call-1', 'another key'), ask, given, 0), undefined)
  })
})
