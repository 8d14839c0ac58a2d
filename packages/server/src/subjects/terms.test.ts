// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type EntryDraft, Journal } from '../journal/index.ts'
import { onDay } from '../journal/testing/on-day.ts'
import { held } from '../oversight/testing/gate.ts'
import { organisationForTests } from '../oversight/testing/organisation.ts'
import { Subjects, Terms } from './index.ts'
import { ending, opening } from './testing/calls.ts'

const folds = new URL('../projections.ts', import.meta.url)
const dayMs = 86_400_000
const [then, nextDay, later] = ['2026-03-01', '2026-03-02', '2026-06-01']
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`)

describe('content whose term has passed', () => {
  let folder: string
  let journal: Journal
  /** Days after which content goes, by system. */
  const kept: Record<string, number> = { office: 30, hiring: 186 }
  const terms = async () => (system: string) => kept[system] ?? 186
  /** Looks at noon, so many days after what was asked. */
  const lookAfter = (days: number): Promise<number> =>
    new Terms({ journal, terms, now: () => noon(then) + days * dayMs }).look()

  const openOn = async (day: string): Promise<void> => {
    journal = await Journal.open({ folder, origin: 'test/log', projections: onDay(day, folds) })
  }
  /** Closes the journal and opens it months later. */
  const daysPass = async (): Promise<void> => {
    await journal.close()
    await openOn(later)
  }
  const start = (run: string, system: string) =>
    journal.append({ kind: 'run.started', data: { run, agent: 'reporter', system } })
  const called = async (run: string, call: string, outcome = 'done'): Promise<number> => {
    const { entry } = await journal.append(opening(run, call))
    await journal.append(ending(run, call, { outcome, labels: [] }))
    return entry.index
  }
  const isKept = async (entry: number): Promise<boolean> => (await journal.disclose(entry, 'request')) !== undefined
  const append = (kind: string, data: EntryDraft['data']) => journal.append({ kind, data })

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sluis-terms-'))
    await openOn(then)
  })
  afterEach(async () => {
    await journal.close()
    rmSync(folder, { recursive: true })
  })

  it('goes, each system’s at its own term and not a day before; the entry says which day and runs', async () => {
    await start('run-1', 'office')
    await start('run-2', 'hiring')
    await start('run-3', 'gone-from-the-files')
    const [office, hiring, unknown] = [
      await called('run-1', 'a'),
      await called('run-2', 'b'),
      await called('run-3', 'c'),
    ]
    await daysPass()
    assert.equal(await lookAfter(30), 0, 'the day is over at midnight, and its term thirty days after that')
    assert.equal(await lookAfter(31), 1)
    assert.deepEqual([await isKept(office), await isKept(hiring), await isKept(unknown)], [false, true, true])
    const { size } = await journal.log.checkpoint()
    const [last] = await journal.log.entries(size - 1, size)
    assert.deepEqual([last?.kind, last?.data], ['content.expired', { day: then, runs: ['run-1'] }])
    assert.equal(await lookAfter(31), 0, 'and no entry more')
    assert.equal(await lookAfter(187), 2)
    assert.deepEqual([await isKept(hiring), await isKept(unknown)], [false, false])
  })

  it('stays while a person decides about it, and goes when the case is over', async () => {
    await start('run-1', 'office')
    const { entry } = await journal.append(held({ case: 'case-1', expiresAt: noon(then) + 60 * dayMs }))
    const other = await called('run-1', 'b')
    await daysPass()
    assert.equal(await lookAfter(59), 0)
    assert.notEqual(await journal.disclose(entry.index, 'call'), undefined)
    assert.equal(await isKept(other), true, 'with all of that run and day')
    assert.equal(await lookAfter(61), 1)
    assert.equal(await journal.disclose(entry.index, 'call'), undefined)
  })

  it('stays while a person decides about what somebody made of it on a later day', async () => {
    await start('run-1', 'office')
    const { entry } = await journal.append(held({ case: 'case-1' }))
    await journal.close()
    await openOn(nextDay)
    const by = await journal.pseudonymOf('person:anna')
    const edited = { expiresAt: noon(then) + 60 * dayMs, arguments: { to: ['jan@bakkerij.example'] } }
    await journal.append(held({ case: 'case-2', ...edited, edits: 'case-1', by }))
    await daysPass()
    assert.equal(await lookAfter(59), 0)
    assert.notEqual(await journal.disclose(entry.index, 'call'), undefined)
    assert.equal(await lookAfter(61), 2)
  })

  it('stays while nobody knows what a call did, and while one is under way', async () => {
    await start('run-1', 'office')
    await start('run-2', 'office')
    const lost = await called('run-1', 'a', 'unknown')
    const { entry } = await journal.append(opening('run-2', 'b'))
    await daysPass()
    assert.equal(await lookAfter(40), 0)
    await append('call.settled', { call: 'a', run: 'run-1', as: 'done' })
    await journal.append(ending('run-2', 'b', { outcome: 'done', labels: [] }))
    assert.equal(await lookAfter(40), 2)
    assert.deepEqual([await isKept(lost), await isKept(entry.index)], [false, false])
  })

  it('stays while a task is at work', async () => {
    await start('run-1', 'office')
    await append('task.started', { run: 'run-1', task: 'report', agent: 'reporter' })
    await called('run-1', 'a')
    await daysPass()
    assert.equal(await lookAfter(40), 0)
    await append('task.finished', { run: 'run-1', state: 'failed' })
    assert.equal(await lookAfter(40), 1)
  })

  it('stays while the file of an incident is open that is about that day, or cites a call of it (art. 73)', async () => {
    await start('run-1', 'office')
    await start('run-2', 'hiring')
    await called('run-1', 'a')
    await called('run-2', 'b')
    const by = await journal.pseudonymOf('person:anna')
    const file = (incident: string, until: number, calls: readonly string[]) =>
      append('incident.opened', {
        ...{
          incident,
          system: 'office',
          kinds: ['unknown'],
          awareAt: noon(then),
          from: until - dayMs,
          until,
          calls,
          by,
        },
      })
    await file('of-the-day', noon(then), [])
    await file('of-the-call', noon(then) - 9 * dayMs, ['a'])
    await file('of-other-days', noon(then) - 9 * dayMs, [])
    await daysPass()
    assert.equal(await lookAfter(40), 0)
    await append('incident.closed', { incident: 'of-the-day', because: 'handled', by })
    assert.equal(await lookAfter(40), 0)
    await append('incident.closed', { incident: 'of-the-call', because: 'handled', by })
    assert.equal(await lookAfter(40), 1)
  })

  it('stays with what a cited call got, also where that came after midnight', async () => {
    await start('run-1', 'office')
    await journal.append(opening('run-1', 'a'))
    await journal.close()
    await openOn(nextDay)
    const { entry } = await journal.append(ending('run-1', 'a', { outcome: 'done', labels: [] }))
    const by = await journal.pseudonymOf('person:anna')
    const [from, until] = [noon(then) - 9 * dayMs, noon(then) - 8 * dayMs]
    const about = { incident: 'i', system: 'office', kinds: ['unknown'], calls: ['a'] }
    await append('incident.opened', { ...about, awareAt: noon(then), from, until, by })
    await daysPass()
    assert.equal(await lookAfter(40), 0)
    assert.notEqual(await journal.disclose(entry.index, 'result'), undefined)
  })

  it('stays when it became needed while the look was under way', async () => {
    await start('run-1', 'office')
    await start('run-2', 'hiring')
    const about = [await called('run-1', 'a'), await called('run-2', 'b')] as const
    await daysPass()
    const by = await journal.pseudonymOf('person:anna')
    const [from, until] = [noon(then) - dayMs, noon(then)]
    const file = { incident: 'i', system: 'office', kinds: ['unknown'], awareAt: until, from, until, calls: [], by }
    let looks = 0
    const opensFile = async () => {
      if (looks++ === 1) await append('incident.opened', file)
      return () => 30
    }
    assert.equal(await new Terms({ journal, terms: opensFile, now: () => noon(later) }).look(), 1)
    assert.deepEqual([await isKept(about[0]), await isKept(about[1])], [true, false])
  })

  it('is not held any more: its run has nothing left to erase by right', async () => {
    const subjects = () =>
      new Subjects({
        ...{ journal, organisation: organisationForTests, now: () => noon(later) },
        termOf: async () => undefined,
        recipientOf: () => undefined,
      })
    await start('run-1', 'office')
    await called('run-1', 'a')
    assert.equal((await subjects().held({ subject: 'run:run-1' })).erasable?.entries, 2)
    await daysPass()
    await lookAfter(40)
    const { erasable, entries } = await subjects().held({ subject: 'run:run-1' })
    assert.deepEqual([erasable, entries], [undefined, []])
    const wish = { subject: 'run:run-1', basis: 'erasure', reason: 'Letter 7', mark: '' } as const
    await assert.rejects(subjects().erase(wish, { id: 'anna' }), { code: 'nothing-held' })
  })

  it('goes in entries that each have room for their runs, however many there are', async () => {
    const runs = Array.from({ length: 70 }, (_, at) => `run-${'x'.repeat(30)}${at + 10}`)
    for (const run of runs) await start(run, 'office')
    await Promise.all(runs.map((run) => called(run, `call-of-${run}`)))
    await daysPass()
    assert.equal(await lookAfter(40), 70)
    const { size } = await journal.log.checkpoint()
    const gone = (await journal.log.entries(size - 2, size)).map(({ data }) => data.runs)
    assert.deepEqual(gone.flat().toSorted(), runs.toSorted())
    assert.deepEqual(await journal.runDays(), { days: [] })
  })
})
