// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { rulesOf } from '../../boundary/index.ts'
import { type EntryDraft, Journal, JournalError } from '../../journal/index.ts'
import type { Ask } from '../call.ts'
import { RequestText } from '../decision/request-text.ts'
import { GateError, type GateErrorCode } from '../error.ts'
import { partOfText } from '../labels/provenance.ts'
import type { GateParts } from '../parts.ts'
import { Release } from '../release/release.ts'
import { Runs } from '../runs/runs.ts'
import { recordOutcome } from './outcome.ts'

type Ending = Parameters<typeof recordOutcome>[3]

const folder = mkdtempSync(join(tmpdir(), 'sluis-record-'))
after(() => rmSync(folder, { recursive: true }))

describe('an outcome', () => {
  let journal: Journal
  let runs: Runs
  const day = '2026-11-23'
  before(async () => {
    journal = await Journal.open({
      folder,
      origin: 'test.example/log',
      projections: new URL('../../projections.ts', import.meta.url),
    })
    runs = new Runs(journal)
  })
  after(() => journal.close())

  /** Records the outcome of a call of a run of its own, by an agent of its own, whose budget it draws on. */
  const ended = async (
    run: string,
    ending: Ending,
    append: Journal['append'] = (draft) => journal.append(draft),
    { action = 'callTool', tool = {} }: { action?: Ask['action']; tool?: object } = {},
  ) => {
    const caller = { agent: `agent-of-${run}`, system: 'weekly-report', run }
    await runs.start(caller)
    const call = `call-of-${run}`
    const reserved = { day, tokens: 600, limits: { agent: { tokens: { day: 1000 } } } }
    await journal.append({
      kind: 'call.allowed',
      data: { ...caller, call, action, resource: 'books_read', reserved },
    })
    const claim = { rates: undefined, reserved, prices: [] }
    // As far as an outcome needs them.
    const digest: Journal['digest'] = (text) => journal.digest(text)
    const loaded = () => ({
      organisation: { tools: new Map([['books_read', tool]]), systems: new Map(), detectors: [] },
    })
    const parts = { journal: { append, digest }, runs, loaded } as unknown as GateParts
    const origin = { labels: [], isNarrowed: false, brings: [], parts: [] }
    const release = new Release(undefined, undefined, undefined, rulesOf([]))
    const text = new RequestText({}, action)
    const considered = { body: {}, text, context: {}, findings: [], attachments: [], digest: '', origin, changes: [] }
    const ask = { caller, action, name: 'books_read', body: {} }
    await recordOutcome(parts, ask, { call, considered, release, claim }, ending)
  }

  it('that the log took later labels its run by then, because its result is given to who asks again', async () => {
    let isFull = true
    const append: Journal['append'] = async (draft) => {
      if (!isFull) return await journal.append(draft)
      isFull = false
      throw new JournalError('unwritable', { nl: 'de schijf is vol', en: 'the disk is full' })
    }
    await assert.rejects(ended('run-1', { result: { value: 'a stranger’s text', labels: ['untrusted'] } }, append))
    assert.deepEqual(await runs.labels('run-1'), [])
    for (let tries = 0; tries < 200 && (await runs.labels('run-1')).length === 0; tries++) await delay(25)
    assert.deepEqual(await runs.labels('run-1'), ['untrusted'])
  })

  it('that can’t be written as it is is unknown, and may have brought anything (P2, P10)', async () => {
    const result = { value: Number.POSITIVE_INFINITY, labels: ['untrusted'] }
    await assert.rejects(ended('run-2', { result }), RangeError)
    const outcomes = await journal.query("SELECT outcome FROM calls WHERE run = 'run-2'")
    assert.deepEqual(outcomes, [{ outcome: 'unknown' }])
    assert.deepEqual(await runs.labels('run-2'), ['personal', 'secret', 'untrusted'])
  })

  it('says that nothing was done only where that is certain, and only then costs nothing (P2)', async () => {
    const refused = (code: GateErrorCode): Ending => ({ error: new GateError(code, 'over') })
    const usage = { inputTokens: 20, outputTokens: 10 }
    const endings: readonly (readonly [string, Ending, outcome: string, used: number])[] = [
      ['failed', refused('upstream-failed'), 'failed', 0],
      ['stopped', refused('stopped'), 'stopped', 600],
      ['key-ended', refused('unauthenticated'), 'stopped', 600],
      ['closing', refused('closing'), 'stopped', 600],
      ['left', refused('abandoned'), 'abandoned', 600],
      ['late', refused('upstream-timeout'), 'unknown', 600],
      ['broken', { error: new TypeError('a defect') }, 'unknown', 600],
      ['kept-back', refused('withheld'), 'done', 600],
      ['silent', { result: { value: 'Good.' } }, 'done', 600],
      ['said', { result: { value: 'Good.', usage } }, 'done', 30],
    ]
    for (const [run, ending, outcome, used] of endings) {
      await ended(run, ending)
      assert.deepEqual(await journal.query('SELECT outcome FROM calls WHERE run = $1', run), [{ outcome }], run)
      const name = `agent:agent-of-${run} tokens ${day}`
      const rows = await journal.query('SELECT used, reserved FROM budgets WHERE name = $1', name)
      assert.deepEqual(rows, [{ used, reserved: 0 }], run)
    }
  })

  it('loses a label that a named rule takes away; its run does not, and the entry names the rule', async () => {
    const entries: EntryDraft[] = []
    const append: Journal['append'] = (draft) => {
      entries.push(draft)
      return journal.append(draft)
    }
    const run = 'run-5'
    await runs.start({ agent: `agent-of-${run}`, system: 'weekly-report', run })
    await journal.append({ kind: 'run.labelled', data: { run, labels: ['personal', 'untrusted'] } })
    const removes = [{ rule: 'totals-only', label: 'personal' }]
    const value = { content: [{ type: 'text', text: '3 of 5 have paid.' }] }
    await ended(run, { result: { value, labels: ['personal', 'untrusted'] } }, append, { tool: { removes } })
    const [{ data } = {}] = entries
    assert.deepEqual([data?.labels, data?.removed], [['untrusted'], removes])
    const [part] = (await runs.seen(run)).known(partOfText(runs, run, '3 of 5 have paid.'))
    assert.equal(part?.labels, '["untrusted"]')
    assert.deepEqual(await runs.labels(run), ['personal', 'untrusted'])
  })

  it('of a model is labelled by what is found in it, also where a tool has the same name', async () => {
    const value = { choices: [{ message: { content: 'Jan Bakker, jan@bakkerij.example' } }] }
    await ended('run-6', { result: { value } }, undefined, { action: 'callModel', tool: { removes: [] } })
    assert.deepEqual(await runs.labels('run-6'), ['personal'])
  })

  it('of a stream that broke off labels its run by what was let go of it', async () => {
    const error = new GateError('abandoned', 'the caller left')
    await ended('run-3', { error, letGo: 'Jan Bakker, jan@bakkerij.example' })
    assert.deepEqual(await runs.labels('run-3'), ['personal'])
    await ended('run-4', { error })
    assert.deepEqual(await runs.labels('run-4'), [])
  })
})
