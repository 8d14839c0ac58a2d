// SPDX-License-Identifier: EUPL-1.2
// The sequencer by itself, on engines that fail where it hurts: what it takes into one transaction, what it says and when.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, mock } from 'node:test'
import type { Engine } from '../engine/engine.ts'
import type { Entry } from '../entry.ts'
import { openField } from '../sealed/disclosing.ts'
import { serveSigner } from '../signer/serve.ts'
import { placesForTests } from '../testing/places.ts'
import { Turn } from '../threads/turn.ts'
import { writeDraft } from '../threads/written.ts'
import { type OpenLog, openLog } from './open-log.ts'

const { newFolder } = placesForTests()
const projections = new URL('../testing/projection.ts', import.meta.url).href

/** `heard` gets the entries that stand though whoever asked for them was refused. */
async function open(folder = newFolder(), heard: Entry[] = [], more: { signer?: string } = {}): Promise<OpenLog> {
  const settings = { folder, origin: 'test.example/log', process: 'p', projections, turn: Turn.shared, ...more }
  return await openLog(settings, (told) => heard.push(...told.map(({ entry }) => entry)))
}

const note = writeDraft({ kind: 'note', data: {} })
const noteOf = (subject: string, value = 'x') =>
  writeDraft({ kind: 'note', data: {}, private: [{ name: 'note', value, subject }] })

const noMore = () => []
const append = async ({ sequencer }: OpenLog, draft = note) => (await sequencer.append([draft], noMore)).results
const sizeOf = async ({ engines }: OpenLog) => (await engines.log.all('SELECT idx FROM entries')).length

const full = Object.assign(new Error('database or disk is full'), { errcode: 13 })
const broken = Object.assign(new Error('disk I/O error'), { errcode: 10 })

/** Has the disk fail one write of these statements. */
function failOnce(engine: Engine, statement: string): void {
  const write = engine.write.bind(engine)
  engine.write = async (sql, rows) => {
    if (!sql.startsWith(statement)) return await write(sql, rows)
    engine.write = write
    throw full
  }
}

describe('one transaction of the sequencer', () => {
  it('takes as much as it has room for, and gives each draft that it took its own answer', async () => {
    const log = await open()
    const large = noteOf('run:1', 'x'.repeat(5 * 1024 * 1024))
    const late = [large]
    const { results } = await log.sequencer.append(Array(6).fill(large), () => late.splice(0))
    assert.deepEqual(
      results.map((result) => (result instanceof Error ? result : result.index)),
      [0, 1, 2, 3],
    )
    await log.close()
  })

  it('answers nobody before the commit is done (P1)', async () => {
    const log = await open()
    const { engines } = log
    const commit = engines.log.commit.bind(engines.log)
    const reached = Promise.withResolvers<void>()
    const disk = Promise.withResolvers<void>()
    engines.log.commit = async () => {
      reached.resolve()
      await disk.promise
      await commit()
    }
    let isAnswered = false
    const answer = append(log).then((results) => {
      isAnswered = true
      return results
    })
    await reached.promise
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal(isAnswered, false)
    disk.resolve()
    assert.deepEqual(await answer, [{ index: 0, number: undefined }])
    await log.close()
  })

  it('refuses what a full disk did not take, and leaves no trace of it: its place goes to the next (P1, P12)', async () => {
    const log = await open()
    const { engines } = log
    const commit = engines.log.commit.bind(engines.log)
    engines.log.commit = async () => {
      engines.log.commit = commit
      throw full
    }
    const field = { name: 'note', value: 'x', subject: 'person:a', parts: ['part'] }
    const counted = writeDraft({ kind: 'counter.added', data: { name: 'a', by: 1 }, series: 's', private: [field] })
    await assert.rejects(append(log, counted), { code: 'unwritable' })
    assert.equal(await sizeOf(log), 0)
    assert.deepEqual(await append(log, counted), [{ index: 0, number: 1 }])
    assert.deepEqual(
      (await engines.log.all('SELECT total FROM counters')).map(({ total }) => total),
      [1],
    )
    assert.deepEqual(await openField(log, 0, 'note'), { value: 'x', parts: ['part'] })
    await log.close()
  })

  it('says nothing of itself any more when a commit failed in any other way, until a restart (P1)', async () => {
    const folder = newFolder()
    const log = await open(folder)
    const { engines } = log
    const commit = engines.log.commit.bind(engines.log)
    engines.log.commit = async () => {
      engines.log.commit = commit
      throw broken
    }
    for (const _ of [1, 2, 3]) await assert.rejects(append(log), { code: 'unwritable' })
    await log.close()
    const again = await open(folder)
    assert.deepEqual(await append(again), [{ index: 0, number: undefined }])
    await again.close()
  })

  it('refuses an entry of which any row could not be written', async () => {
    const log = await open()
    for (const statement of ['INSERT INTO entries', 'INSERT INTO seals', 'INSERT INTO series']) {
      failOnce(log.engines.log, statement)
      const draft = { ...noteOf('person:a'), series: 's' }
      await assert.rejects(append(log, draft), { code: 'unwritable' }, statement)
      assert.equal(await sizeOf(log), 0)
    }
    assert.deepEqual(await append(log), [{ index: 0, number: undefined }])
    await log.close()
  })

  it('adds nothing to a head that somebody moved meanwhile (P11)', async () => {
    const log = await open()
    const { engines } = log
    const run = engines.log.run.bind(engines.log)
    engines.log.run = async (sql, ...values) => {
      if (sql.startsWith('UPDATE head')) await run('UPDATE head SET size = size + 1')
      return await run(sql, ...values)
    }
    await assert.rejects(append(log), { code: 'unwritable', message: /head is no longer at 0/ })
    assert.equal(await sizeOf(log), 0)
    await log.close()
  })

  it('is the last when what was refused could not be undone: nobody knows what the store holds then (P1)', async () => {
    const log = await open()
    const { engines, forgetting } = log
    const rollback = engines.log.rollback.bind(engines.log)
    engines.log.rollback = async () => {
      engines.log.rollback = rollback
      throw broken
    }
    await assert.rejects(forgetting.erase('nobody', 'asked', { upTo: 0 }), { code: 'unwritable' })
    await rollback()
    await assert.rejects(append(log), { code: 'unwritable' })
    await log.close()
  })

  it('is the last when its signature could not be stored (P1)', async () => {
    const keys = newFolder()
    const socket = join(keys, 'signer')
    const signer = await serveSigner({ keyFile: join(keys, 'signing.key'), socket, origin: 'test.example/log' })
    const log = await open(newFolder(), [], { signer: socket })
    const { engines } = log
    const run = engines.log.run.bind(engines.log)
    engines.log.run = async (sql, ...values) => {
      if (!sql.startsWith('UPDATE head SET checkpoint')) return await run(sql, ...values)
      engines.log.run = run
      throw broken
    }
    for (const _ of [1, 2, 3]) await assert.rejects(append(log), { code: 'unwritable' })
    await log.close()
    await signer.close()
  })

  it('refuses an entry whose key could not be written down: nobody could read it again', async () => {
    const log = await open()
    failOnce(log.engines.keys, 'INSERT')
    await assert.rejects(append(log, noteOf('person:a')), { code: 'unwritable' })
    assert.equal(await sizeOf(log), 0)
    await append(log, noteOf('person:a'))
    assert.deepEqual(await openField(log, 0, 'note'), { value: 'x', parts: [] })
    await log.close()
  })

  it('is never of an earlier time than the one before it, whatever the clock does', async () => {
    mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
    try {
      const log = await open()
      const times: number[] = []
      for (const now of [2_000_000, 1_500_000, 3_000_000]) {
        mock.timers.setTime(now)
        times.push((await log.sequencer.append([note], noMore)).at)
      }
      assert.deepEqual(times, [2_000_000, 2_000_000, 3_000_000])
      await log.close()
    } finally {
      mock.timers.reset()
    }
  })
})

describe('a key that could not be destroyed when the log said so (P7)', () => {
  it('seals nothing more, and goes before anything else is written', async () => {
    const folder = newFolder()
    const heard: Entry[] = []
    const log = await open(folder, heard)
    await append(log, noteOf('person:a'))
    failOnce(log.engines.keys, 'DELETE')
    await assert.rejects(log.forgetting.erase('person:a', 'asked'), { code: 'unwritable' })
    assert.equal(await sizeOf(log), 2, 'the log says so')
    assert.deepEqual(
      heard.map(({ index, kind }) => [index, kind]),
      [[1, 'subject.erased']],
      'and whoever holds what was erased in memory hears of it',
    )
    assert.equal(await log.vault.subjectOf(String(heard[0]?.data.subject)), undefined, 'whose name nobody is told')
    assert.deepEqual(await append(log, noteOf('person:a')), [{ index: 2, number: undefined }])
    await log.close()
    const again = await open(folder)
    assert.equal(await openField(again, 0, 'note'), undefined)
    assert.deepEqual(await openField(again, 2, 'note'), { value: 'x', parts: [] })
    await again.close()
  })

  it('opens nothing any more of a day whose term has passed', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 9, 1) })
    try {
      const log = await open()
      await append(log, noteOf('run:r1'))
      mock.timers.setTime(Date.UTC(2026, 9, 3))
      failOnce(log.engines.keys, 'DELETE')
      await assert.rejects(log.forgetting.expire('2026-10-01', ['r1']), { code: 'unwritable' })
      assert.equal(await sizeOf(log), 2, 'the log says so')
      assert.equal(await openField(log, 0, 'note'), undefined)
      await log.close()
    } finally {
      mock.timers.reset()
    }
  })
})
