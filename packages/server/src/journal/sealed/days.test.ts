// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Journal, type Place, readFields } from '../index.ts'
import { onDay } from '../testing/on-day.ts'
import { placesForTests } from '../testing/places.ts'
import { runDayIn } from './days.ts'

const folds = new URL('../testing/projection.ts', import.meta.url)
const { newFolder, engines } = placesForTests()
const openOn = (place: Place, day: string) =>
  Journal.open({ ...place, origin: 'test.example/log', projections: onDay(day, folds) })
const asking = (run: string, ...parts: readonly string[]) => ({
  ...{ kind: 'counter.added', data: { name: run, by: 1 } },
  private: [
    { name: 'request', value: parts.length, subject: `run:${run}`, parts },
    { name: 'reason', value: 'of a person', subject: 'person:anna' },
  ],
})
const [first, second, third] = ['2026-10-01', '2026-10-02', '2026-11-20']

for (const [engine, { newPlace, skip }] of Object.entries(engines)) {
  describe(`content on ${engine}, a day at a time`, { skip }, () => {
    /** One run on two days and another on the first, as a third day finds them. */
    const threeDays = async (place: Place): Promise<Journal> => {
      let journal = await openOn(place, first)
      await journal.append(asking('r1', 'the system', 'hello'))
      await journal.append(asking('r2', 'the system'))
      await journal.close()
      journal = await openOn(place, second)
      await journal.append(asking('r1', 'the system', 'hello', 'again'))
      await journal.close()
      return await openOn(place, third)
    }

    it('goes with its day, and stands by itself on the next one: parts that recur too (P7)', async () => {
      const journal = await threeDays(await newPlace())
      const days = [
        { run: 'r1', day: first },
        { run: 'r1', day: second },
        { run: 'r2', day: first },
      ]
      assert.deepEqual(await journal.runDays(), { days })
      const before = await journal.dump()
      const { entry } = await journal.expire(first, ['r1', 'r2', 'nobody'])
      assert.deepEqual([entry.kind, entry.data], ['content.expired', { day: first, runs: ['r1', 'r2'] }])
      for (const gone of [0, 1]) {
        assert.equal(await journal.disclose(gone, 'request'), undefined)
        assert.equal((await journal.disclose(gone, 'reason'))?.value, 'of a person', 'what people write has no day')
      }
      assert.deepEqual((await journal.disclose(2, 'request'))?.parts, ['the system', 'hello', 'again'])
      assert.deepEqual(await journal.runDays(), { days: [{ run: 'r1', day: second }] })
      assert.equal(await journal.dump(), before, 'no state was what went (P12)')
      await journal.close()
    })

    it('leaves what is left of a run to be found, read and erased as before', async () => {
      const journal = await threeDays(await newPlace())
      const pseudonym = (await journal.knownAs('run:r1')) ?? ''
      const indexes = async () => (await journal.log.sealed(pseudonym, 0, 10)).map(({ index }) => index)
      assert.deepEqual(await indexes(), [0, 2])
      await journal.expire(first, ['r1'])
      assert.deepEqual(await indexes(), [2])
      const values: unknown[] = []
      for await (const { fields } of readFields(journal.place, 'request', 0)) {
        values.push(...fields.map(({ value }) => value))
      }
      assert.deepEqual(values, [undefined, 1, 3, undefined])
      await assert.rejects(journal.erase('run:r1', 'asked', { upTo: 1 }), { reason: 'subject-moved' })
      await journal.erase('run:r1', 'asked', { upTo: 2 })
      assert.equal(await journal.disclose(2, 'request'), undefined)
      assert.deepEqual(await journal.runDays(), { days: [{ run: 'r2', day: first }] })
      const { entry } = await journal.append(asking('r1', 'the system'))
      assert.deepEqual((await journal.disclose(entry.index, 'request'))?.parts, ['the system'])
      await journal.close()
    })

    it('never goes on the day itself, and not twice', async () => {
      const journal = await threeDays(await newPlace())
      await journal.append(asking('r1', 'now'))
      for (const day of [third, '2026-11-21', '9999-12-31']) {
        await assert.rejects(journal.expire(day, ['r1']), { reason: 'day-goes-on' }, day)
      }
      await journal.expire(second, ['r1'])
      await assert.rejects(journal.expire(second, ['r1']), { reason: 'nothing-kept' })
      await assert.rejects(journal.expire(second, ['nobody']), { reason: 'nothing-kept' })
      const { size } = await journal.log.checkpoint()
      assert.equal((await journal.log.entries(0, size)).filter(({ kind }) => kind === 'content.expired').length, 1)
      await journal.close()
    })

    it('goes while calls go on, however busy its day was, and leaves no row (P4)', async () => {
      const place = await newPlace()
      let journal = await openOn(place, first)
      await Promise.all(Array.from({ length: 3000 }, (_, at) => journal.append(asking('r1', `piece ${at}`))))
      await journal.close()
      journal = await openOn(place, second)
      const { entry } = await journal.append(asking('r1', 'of the next day'))
      await journal.close()
      journal = await openOn(place, third)
      const done: string[] = []
      const expiring = journal.expire(first, ['r1']).then(() => done.push('expired'))
      await journal.append(asking('r2', 'meanwhile')).then(() => done.push('called'))
      await expiring
      assert.deepEqual(done, ['called', 'expired'])
      const pseudonym = (await journal.knownAs('run:r1')) ?? ''
      assert.deepEqual(await journal.log.sealed(pseudonym, 0, 10), [{ index: entry.index, names: ['request'] }])
      assert.equal((await journal.disclose(entry.index, 'request'))?.parts[0], 'of the next day')
      await journal.close()
    })

    it('is told page by page, each day of each run once', async () => {
      const journal = await threeDays(await newPlace())
      const found: string[] = []
      for (let after: string | undefined = ''; after !== undefined; ) {
        const page: Awaited<ReturnType<Journal['runDays']>> = await journal.runDays(after, 1)
        found.push(...page.days.map(({ run, day }) => `${run} ${day}`))
        after = page.next
      }
      assert.deepEqual(found, [`r1 ${first}`, `r1 ${second}`, `r2 ${first}`])
      await journal.close()
    })
  })
}

describe('content in a folder', () => {
  it('that a version without days sealed under the same run ends no sweep, and stays', {
    timeout: 60_000,
  }, async () => {
    const place = { folder: newFolder() }
    let journal = await openOn(place, first)
    await Promise.all(Array.from({ length: 17_000 }, () => journal.append(asking('r1'))))
    await journal.close()
    const log = new DatabaseSync(join(place.folder, 'journal.db'))
    // As it named them: under the run's pseudonym alone, on more spans than one transaction has room for.
    log.prepare("UPDATE seals SET subject = SUBSTR(subject, 1, 32) WHERE subject LIKE '%@%'").run()
    log.close()
    journal = await openOn(place, first)
    const { entry } = await journal.append(asking('r1', 'under a day'))
    await journal.close()
    journal = await openOn(place, third)
    await journal.expire(first, ['r1'])
    assert.equal(await journal.disclose(entry.index, 'request'), undefined)
    assert.deepEqual(await journal.query('SELECT * FROM swept_later'), [])
    const pseudonym = (await journal.knownAs('run:r1')) ?? ''
    assert.equal((await journal.log.sealed(pseudonym, 16_900, 200)).length, 100)
    await journal.close()
  })

  it('that a crash left with its key, when the log said already that it went, opens no more, and goes with no second entry', async () => {
    const place = { folder: newFolder() }
    let journal = await openOn(place, first)
    await journal.append(asking('r1', 'hello'))
    const pseudonym = (await journal.knownAs('run:r1')) ?? ''
    await journal.close()
    const log = new DatabaseSync(join(place.folder, 'journal.db'))
    log.prepare('INSERT INTO swept_later VALUES (?)').run(`${pseudonym}@${first}`)
    log.close()
    journal = await openOn(place, third)
    assert.equal(await journal.disclose(0, 'request'), undefined)
    assert.deepEqual(await journal.runDays(), { days: [] })
    await assert.rejects(journal.expire(first, ['r1']), { reason: 'nothing-kept' })
    await journal.sweep()
    assert.deepEqual(await journal.log.sealed(pseudonym, 0, 10), [])
    await journal.close()
  })

  it('that a crash left after its key was gone goes the next time', async () => {
    const place = { folder: newFolder() }
    let journal = await openOn(place, first)
    await journal.append(asking('r1', 'hello'))
    await journal.close()
    const keys = new DatabaseSync(join(place.folder, 'keys.db'))
    const log = new DatabaseSync(join(place.folder, 'journal.db'))
    const [gone] = keys.prepare("DELETE FROM subjects WHERE subject LIKE 'run:%@%' RETURNING pseudonym").all()
    log.prepare('INSERT INTO swept_later VALUES (?)').run(gone?.pseudonym ?? '')
    keys.close()
    log.close()
    journal = await openOn(place, third)
    const pseudonym = (await journal.knownAs('run:r1')) ?? ''
    assert.equal((await journal.log.sealed(pseudonym, 0, 10)).length, 1)
    await journal.sweep()
    assert.deepEqual(await journal.log.sealed(pseudonym, 0, 10), [])
    await journal.close()
  })
})

describe('the keys of a run’s days', () => {
  it('are gone from the folder with their day, and the others stay (P7)', async () => {
    const place = { folder: newFolder() }
    let journal = await openOn(place, first)
    await journal.append(asking('r1', 'hello'))
    await journal.close()
    const names = (): readonly unknown[] => {
      const keys = new DatabaseSync(join(place.folder, 'keys.db'), { readOnly: true })
      try {
        return keys
          .prepare('SELECT subject FROM subjects ORDER BY subject')
          .all()
          .map(({ subject }) => subject)
      } finally {
        keys.close()
      }
    }
    journal = await openOn(place, third)
    await journal.append(asking('r1', 'hello'))
    assert.deepEqual(names(), ['person:anna', 'run:r1', `run:r1@${first}`, `run:r1@${third}`])
    await journal.expire(first, ['r1'])
    assert.deepEqual(names(), ['person:anna', 'run:r1', `run:r1@${third}`])
    await journal.erase('run:r1', 'asked')
    assert.deepEqual(names(), ['person:anna'])
    await journal.close()
  })

  it('open nothing to a reader, and name nobody, once the log says that they are destroyed and the disk refused (P7)', async () => {
    const place = { folder: newFolder() }
    let journal = await openOn(place, first)
    await journal.append(asking('r1', 'hello'))
    await journal.close()
    journal = await openOn(place, third)
    const pseudonym = (await journal.knownAs('person:anna')) ?? ''
    const read = async () => {
      for await (const { fields, subjectOf } of readFields(place, 'request', 0)) {
        return [fields[0]?.value, await subjectOf(pseudonym)]
      }
    }
    assert.deepEqual(await read(), [1, 'person:anna'])
    const keys = new DatabaseSync(join(place.folder, 'keys.db'))
    keys.exec("CREATE TRIGGER refused BEFORE DELETE ON subjects BEGIN SELECT RAISE(ABORT, 'refused'); END")
    await assert.rejects(journal.expire(first, ['r1']))
    await journal.close()
    assert.deepEqual(await read(), [undefined, 'person:anna'])
    keys.exec('DROP TRIGGER refused')
    journal = await openOn(place, third)
    keys.exec("CREATE TRIGGER refused BEFORE DELETE ON subjects BEGIN SELECT RAISE(ABORT, 'refused'); END")
    await assert.rejects(journal.erase('person:anna', 'asked'))
    assert.deepEqual(await read(), [undefined, undefined])
    await journal.close()
    keys.close()
  })

  it('are told from any other name', () => {
    assert.deepEqual(runDayIn('run:run-1@2026-11-23'), { run: 'run-1', day: '2026-11-23' })
    for (const other of [
      'run:run-1',
      'person:a@2026-11-23',
      'run:@2026-11-23',
      'run:r@2026-11-2',
      'run:r@2026-11-23 ',
    ]) {
      assert.equal(runDayIn(other), undefined, other)
    }
    fc.assert(fc.property(fc.string(), (name) => runDayIn(name) === undefined || name.startsWith('run:')))
  })
})
