// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Journal, type JsonObject } from '../../journal/index.ts'
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { askedUnder, earlierResult, refuseIfUnknown } from './repeat.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-repeat-'))
const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }

describe('a request key whose call a person settled', () => {
  let journal: Journal
  before(async () => {
    const projections = new URL('../../projections.ts', import.meta.url)
    journal = await Journal.open({ folder, origin: 'test.example/log', projections })
    await journal.append({ kind: 'run.started', data: caller })
  })
  after(async () => {
    await journal.close()
    rmSync(folder, { recursive: true })
  })

  async function settled(id: string, as: string, data: JsonObject = {}) {
    const key = journal.digest(id)
    const call = { ...caller, ...data, call: id, key, action: 'callTool', resource: 'mail_send' }
    await journal.append({ kind: 'call.allowed', data: call })
    const result = { name: 'result', value: 'the line broke', subject: 'run:run-1' }
    const ended = { call: id, run: 'run-1', outcome: 'unknown', labels: [] }
    await journal.append({ kind: 'call.ended', data: ended, private: [result] })
    await journal.append({ kind: 'call.settled', data: { call: id, as, by: 'p' } })
    return earlierResult({ journal }, { caller, action: 'callTool', name: 'mail_send', body: {}, requestKey: id })
  }

  it('as done is not done again, and its error is not given for its result (P2)', async () => {
    await assert.rejects(settled('call-1', 'done'), (error) => {
      return error instanceof GateError && error.code === 'outcome-unknown'
    })
  })

  it('as not done is free again', async () => {
    assert.equal(await settled('call-2', 'not-done'), undefined)
  })

  it('is no key to anything else than was asked with it', async () => {
    const first = { caller, action: 'callTool', name: 'mail_send', body: { to: 'a' }, requestKey: 'once' } as const
    const asked = askedUnder(journal, first, first.requestKey)
    const key = journal.digest(first.requestKey)
    const call = { ...caller, call: 'call-3', key, asked, action: 'callTool', resource: 'mail_send' }
    await journal.append({ kind: 'call.allowed', data: call })
    const codeOf = async (ask: Parameters<typeof earlierResult>[1]) => {
      const error = await earlierResult({ journal }, ask).catch((reason: unknown) => reason)
      return error instanceof GateError ? [error.code, error.detail.call] : error
    }
    assert.deepEqual(await codeOf(first), ['in-progress', 'call-3'])
    assert.deepEqual(await codeOf({ ...first, body: { to: 'b' } }), ['key-reused', 'call-3'])
    assert.deepEqual(await codeOf({ ...first, name: 'mail_list' }), ['key-reused', 'call-3'])
    assert.equal(await codeOf({ ...first, requestKey: 'another' }), undefined)
    assert.notEqual(asked, askedUnder(journal, first, 'another'), 'equal requests are not known by their digests (P7)')
  })
})

describe('a call of which nobody knows whether it happened', () => {
  it('is refused under any key until a person settles it, and costs no look at the run’s other calls (P2)', async () => {
    const own = mkdtempSync(join(tmpdir(), 'sluis-unknown-'))
    const projections = new URL('../../projections.ts', import.meta.url)
    const journal = await Journal.open({ folder: own, origin: 'test.example/log', projections })
    try {
      await journal.append({ kind: 'run.started', data: caller })
      // As far as it needs them.
      const parts = { journal } as unknown as GateParts
      const end = async (call: string, data: JsonObject) => {
        const allowed = { ...caller, call, digest: 'd', action: 'callTool', resource: 'mail_send', ...data }
        await journal.append({ kind: 'call.allowed', data: allowed })
        await journal.append({ kind: 'call.ended', data: { call, run: 'run-1', outcome: 'unknown', labels: [] } })
      }
      await end('call-1', { repeatable: true })
      await refuseIfUnknown(parts, 'run-1', 'd')
      await end('call-2', { messageId: '<call-2@test.example>' })
      await refuseIfUnknown(parts, 'run-1', 'another')
      await refuseIfUnknown(parts, 'run-2', 'd')
      await assert.rejects(refuseIfUnknown(parts, 'run-1', 'd'), (error) => {
        assert.ok(error instanceof GateError)
        assert.deepEqual([error.code, error.detail.call], ['outcome-unknown', 'call-2'])
        return error.detail.messageId === '<call-2@test.example>'
      })
      assert.equal((await journal.query('SELECT call_id FROM unknown_calls')).length, 1)
      await journal.append({ kind: 'call.settled', data: { call: 'call-2', as: 'not-done', by: 'p' } })
      await refuseIfUnknown(parts, 'run-1', 'd')
    } finally {
      await journal.close()
      rmSync(own, { recursive: true })
    }
  })
})
