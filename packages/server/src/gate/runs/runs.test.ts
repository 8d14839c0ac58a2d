// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { Journal } from '../../journal/index.ts'
import { partDigestLength, Runs } from './runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-runs-'))
after(() => rmSync(folder, { recursive: true }))
const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }
const customers = Array.from({ length: 120 }, (_, n) => `customer:${n}`)

async function openJournal(): Promise<Journal> {
  const projections = new URL('../../projections.ts', import.meta.url)
  return await Journal.open({ folder, origin: 'test.example/log', projections })
}

async function call(journal: Journal, runs: Runs, id: string, labels: readonly string[]): Promise<void> {
  const { run } = caller
  const data = { ...caller, call: id, action: 'callTool', resource: 'books_read' }
  await journal.append({ kind: 'call.allowed', data: { ...data, labels: await runs.told(await runs.labels(run)) } })
  const recorded = await runs.recorded(run, labels)
  await journal.append({ kind: 'call.ended', data: { call: id, run, outcome: 'done', labels: recorded } })
}

describe('a piece of a run', () => {
  it('has one digest, long or short, asked again or by the next process, and another in another run (P7)', async () => {
    const journal = await openJournal()
    const [here, next] = [new Runs(journal), new Runs(journal)]
    for (const length of [1, 400, 401, 70_000]) {
      const text = `t:${'é'.repeat(length)}`
      const digest = here.digestIn('run-1')(text)
      assert.equal(digest.length, partDigestLength)
      assert.deepEqual([here.digestIn('run-1')(text), next.digestIn('run-1')(text)], [digest, digest])
      assert.notEqual(here.digestIn('run-2')(text), digest)
      assert.notEqual(here.digestIn('run-1')(`${text}.`), digest)
    }
    await journal.close()
  })
})

describe('a run', () => {
  it('is started once, by whichever of its first calls, and asked after no more', async () => {
    const journal = await openJournal()
    const [here, there] = [new Runs(journal), new Runs(journal)]
    const mine = { ...caller, run: 'run-first' }
    await Promise.all([here.start(mine), here.start(mine), there.start(mine)])
    assert.equal(here.start(mine), undefined)
    assert.deepEqual(await journal.query("SELECT id FROM runs WHERE id = 'run-first'"), [{ id: 'run-first' }])
    await journal.close()
  })
})

describe('the labels of a run', () => {
  it('name somebody by a pseudonym, known at once when it was met before, and by another after an erasure (P7)', async () => {
    const journal = await openJournal()
    const { names } = new Runs(journal)
    const labels = ['customer:somebody', 'personal']
    const sealed = await names.seal(labels)
    assert.doesNotMatch(sealed.join(), /somebody/)
    assert.deepEqual([names.seal(labels), names.open(sealed)], [sealed, labels])
    assert.deepEqual(await new Runs(journal).names.open(sealed), labels)
    await journal.erase('customer:somebody', 'asked for')
    assert.deepEqual(await names.open(sealed), sealed)
    assert.notDeepEqual(await names.seal(labels), sealed)
    await journal.close()
  })

  it('are kept whole however many they are, also by the next process', async () => {
    const journal = await openJournal()
    const runs = new Runs(journal)
    await runs.start(caller)
    await call(journal, runs, 'call-1', ['untrusted', ...customers])
    await call(journal, runs, 'call-2', ['personal'])
    assert.deepEqual(await runs.told(await runs.labels('run-1')), ['customer:*', 'personal', 'untrusted'])
    const next = new Runs(journal)
    await next.start(caller)
    assert.deepEqual(await next.labels('run-1'), ['untrusted', 'personal', ...customers].sort())
    await journal.close()
  })

  it('that another process added count at the next call of this one', async () => {
    const journal = await openJournal()
    const [here, there] = [new Runs(journal), new Runs(journal)]
    const mine = { ...caller, run: 'run-2' }
    await here.start(mine)
    assert.deepEqual(await here.labels('run-2'), [])
    await there.start(mine)
    const data = { ...mine, call: 'call-3', action: 'callTool', resource: 'books_read' }
    await journal.append({ kind: 'call.allowed', data })
    await journal.append({
      kind: 'call.ended',
      data: { call: 'call-3', run: 'run-2', outcome: 'done', labels: ['secret'] },
    })
    assert.deepEqual(await here.labels('run-2'), ['secret'])
    await journal.close()
  })

  it('and their parts are the same when they are folded from the log anew (P12)', async () => {
    const journal = await openJournal()
    const runs = new Runs(journal)
    const mine = { ...caller, run: 'run-3' }
    await runs.start(mine)
    const { run } = mine
    for (let n = 0; n < 5; n++) {
      const data = { ...mine, call: `call-p${n}`, action: 'callTool', resource: 'books_read', parts: [`digest-${n}`] }
      await journal.append({ kind: 'call.allowed', data: { ...data, brings: ['personal'] } })
      const labels = n === 2 ? ['untrusted'] : []
      const ended = { call: `call-p${n}`, run, outcome: 'done', labels, parts: ['x'], pseudonyms: true }
      await journal.append({ kind: 'call.ended', data: ended })
    }
    await runs.removeLabel(run, 'untrusted', { id: 'anna' }, 'read by a person')
    const dump = await journal.dump()
    assert.match(dump, /digest-4/)
    await journal.close()
    const database = new DatabaseSync(join(folder, 'journal.db'))
    database.exec('DROP TABLE run_pseudonyms; DELETE FROM shapes')
    database.close()
    const rebuilt = await openJournal()
    assert.equal(await rebuilt.dump(), dump)
    await rebuilt.close()
  })
})
