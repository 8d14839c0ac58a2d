// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { rulesOf } from '../boundary/index.ts'
import { Journal, JournalError } from '../journal/index.ts'
import { recordOutcome } from './outcome.ts'
import type { GateParts } from './parts.ts'
import { Release } from './release/release.ts'
import { RequestText } from './request-text.ts'
import { Runs } from './runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-record-'))
after(() => rmSync(folder, { recursive: true }))

describe('an outcome that the log took later', () => {
  it('labels its run by then, because its result is given to who asks again', async () => {
    const projections = new URL('../projections.ts', import.meta.url)
    const journal = await Journal.open({ folder, origin: 'test.example/log', projections })
    const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }
    const runs = new Runs(journal)
    await runs.start(caller)
    const call = { ...caller, call: 'call-1', action: 'callTool', resource: 'books_read' }
    await journal.append({ kind: 'call.allowed', data: call })
    let isFull = true
    const append: Journal['append'] = async (draft) => {
      if (!isFull) return await journal.append(draft)
      isFull = false
      throw new JournalError('unwritable', 'the disk is full')
    }
    // As far as an outcome needs them.
    const digest: Journal['digest'] = (text) => journal.digest(text)
    const loaded = () => ({ organisation: { tools: new Map([['books_read', {}]]), detectors: [] } })
    const parts = { journal: { append, digest }, runs, loaded } as unknown as GateParts
    const origin = { labels: [], isNarrowed: false, brings: [], parts: [] }
    const release = new Release(undefined, undefined, undefined, rulesOf([]))
    const text = new RequestText({}, 'callTool')
    const considered = { body: {}, text, context: {}, findings: [], attachments: [], digest: '', origin, changes: [] }
    const ask = { caller, action: 'callTool', name: 'books_read', body: {} } as const
    const result = { value: 'a stranger’s text', labels: ['untrusted'] }
    await assert.rejects(recordOutcome(parts, ask, { call: 'call-1', considered, release }, { result }))
    assert.deepEqual(await runs.labels('run-1'), [])
    for (let tries = 0; tries < 200 && (await runs.labels('run-1')).length === 0; tries++) await delay(25)
    assert.deepEqual(await runs.labels('run-1'), ['untrusted'])
    await journal.close()
  })
})
