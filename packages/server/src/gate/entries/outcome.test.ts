// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { rulesOf } from '../../boundary/index.ts'
import { Journal, JournalError } from '../../journal/index.ts'
import type { Result } from '../call.ts'
import { RequestText } from '../decision/request-text.ts'
import type { GateParts } from '../parts.ts'
import { Release } from '../release/release.ts'
import { Runs } from '../runs/runs.ts'
import { recordOutcome } from './outcome.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-record-'))
after(() => rmSync(folder, { recursive: true }))

describe('an outcome', () => {
  let journal: Journal
  let runs: Runs
  before(async () => {
    journal = await Journal.open({
      folder,
      origin: 'test.example/log',
      projections: new URL('../../projections.ts', import.meta.url),
    })
    runs = new Runs(journal)
  })
  after(() => journal.close())

  /** Records the outcome of a call of a run of its own. */
  const ended = async (run: string, result: Result, append: Journal['append']): Promise<void> => {
    const caller = { agent: 'reporter', system: 'weekly-report', run }
    await runs.start(caller)
    const call = `call-of-${run}`
    await journal.append({
      kind: 'call.allowed',
      data: { ...caller, call, action: 'callTool', resource: 'books_read' },
    })
    // As far as an outcome needs them.
    const digest: Journal['digest'] = (text) => journal.digest(text)
    const loaded = () => ({ organisation: { tools: new Map([['books_read', {}]]), detectors: [] } })
    const parts = { journal: { append, digest }, runs, loaded } as unknown as GateParts
    const origin = { labels: [], isNarrowed: false, brings: [], parts: [] }
    const release = new Release(undefined, undefined, undefined, rulesOf([]))
    const text = new RequestText({}, 'callTool')
    const considered = { body: {}, text, context: {}, findings: [], attachments: [], digest: '', origin, changes: [] }
    const ask = { caller, action: 'callTool', name: 'books_read', body: {} } as const
    await recordOutcome(parts, ask, { call, considered, release }, { result })
  }

  it('that the log took later labels its run by then, because its result is given to who asks again', async () => {
    let isFull = true
    const append: Journal['append'] = async (draft) => {
      if (!isFull) return await journal.append(draft)
      isFull = false
      throw new JournalError('unwritable', { nl: 'de schijf is vol', en: 'the disk is full' })
    }
    await assert.rejects(ended('run-1', { value: 'a stranger’s text', labels: ['untrusted'] }, append))
    assert.deepEqual(await runs.labels('run-1'), [])
    for (let tries = 0; tries < 200 && (await runs.labels('run-1')).length === 0; tries++) await delay(25)
    assert.deepEqual(await runs.labels('run-1'), ['untrusted'])
  })

  it('that can’t be written as it is is unknown, and may have brought anything (P2, P10)', async () => {
    const append: Journal['append'] = (draft) => journal.append(draft)
    const result = { value: Number.POSITIVE_INFINITY, labels: ['untrusted'] }
    await assert.rejects(ended('run-2', result, append), RangeError)
    const outcomes = await journal.query("SELECT outcome FROM calls WHERE run = 'run-2'")
    assert.deepEqual(outcomes, [{ outcome: 'unknown' }])
    assert.deepEqual(await runs.labels('run-2'), ['personal', 'secret', 'untrusted'])
  })
})
