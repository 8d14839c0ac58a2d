// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Journal, type JsonObject } from '../journal/index.ts'
import { GateError } from './error.ts'
import { earlierResult } from './repeat.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-repeat-'))
const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }

describe('a request key whose call a person settled', () => {
  let journal: Journal
  before(async () => {
    const projections = new URL('../projections.ts', import.meta.url)
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
})
