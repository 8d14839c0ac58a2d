// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { Journal } from '../journal/index.ts'
import { Runs } from './runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-runs-'))
after(() => rmSync(folder, { recursive: true }))
const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }
const customers = Array.from({ length: 120 }, (_, n) => `customer:${n}`)

async function openJournal(): Promise<Journal> {
  const projections = new URL('../projections.ts', import.meta.url)
  return await Journal.open({ folder, origin: 'test.example/log', projections })
}

async function call(journal: Journal, runs: Runs, id: string, labels: readonly string[]): Promise<void> {
  const { run } = caller
  const data = { ...caller, call: id, action: 'callTool', resource: 'books_read' }
  await journal.append({ kind: 'call.allowed', data: { ...data, labels: await runs.told(run) } })
  const recorded = await runs.recorded(run, labels)
  await journal.append({ kind: 'call.ended', data: { call: id, run, outcome: 'done', labels: recorded } })
  runs.add(run, labels)
}

describe('the labels of a run', () => {
  it('are kept whole however many they are, also by the next process', async () => {
    const journal = await openJournal()
    const runs = new Runs(journal)
    await runs.start(caller)
    await call(journal, runs, 'call-1', ['untrusted', ...customers])
    await call(journal, runs, 'call-2', ['personal'])
    assert.deepEqual(await runs.told('run-1'), ['customer:*', 'personal', 'untrusted'])
    const next = new Runs(journal)
    await next.start(caller)
    assert.deepEqual(next.labels('run-1'), ['untrusted', 'personal', ...customers].sort())
    await journal.close()
  })

  it('stay when ten thousand other runs began during a call', async () => {
    const journal = await openJournal()
    const runs = new Runs(journal)
    await runs.start(caller)
    await Promise.all(Array.from({ length: 10_000 }, (_, n) => runs.start({ ...caller, run: `other-${n}` })))
    runs.add('run-1', ['secret'])
    await runs.start(caller)
    assert.ok(runs.labels('run-1').includes('untrusted'))
    await journal.close()
  })
})
