// SPDX-License-Identifier: EUPL-1.2
// Months later: what agents asked and got is gone by itself, and the log is as it was.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Journal, receiptFor } from '../../packages/server/src/journal/index.ts'
import { onDay } from '../../packages/server/src/journal/testing/on-day.ts'
import { ending, opening } from '../../packages/server/src/subjects/testing/calls.ts'
import { holds, keysOf, proves } from './evidence.ts'
import { openHouse, until } from './harness.ts'

const folds = new URL('../../packages/server/src/projections.ts', import.meta.url)
const dayMs = 86_400_000
const dayAgo = (days: number): string => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)
const origin = 'verhage.sluis.invalid/log'

/** A call of a run on a day, before the house of today is opened. */
async function calledOn(day: string, dataFolder: string, run: string, call: string): Promise<void> {
  const journal = await Journal.open({ folder: dataFolder, origin, projections: onDay(day, folds) })
  const [known] = await journal.query('SELECT id FROM runs WHERE id = $1', run)
  if (known === undefined) {
    await journal.append({ kind: 'run.started', data: { run, agent: 'reporter', system: 'weekly-report' } })
  }
  await journal.append(opening(run, call))
  await journal.append(ending(run, call, { outcome: 'done', labels: [] }))
  await journal.close()
}

describe('content of months ago', () => {
  it('is gone soon after a start, key and all; younger content stays, and old receipts hold', async () => {
    const [old, young] = [dayAgo(40), dayAgo(10)]
    let keys: readonly Buffer[] = []
    await using house = await openHouse({
      prepare: async (folder) => {
        const dataFolder = join(folder, 'data')
        await calledOn(old, dataFolder, 'run-of-reporter', 'call-1')
        await calledOn(young, dataFolder, 'run-of-reporter', 'call-2')
        keys = keysOf(dataFolder, `run:run-of-reporter@${old}`)
      },
    })
    const { journal } = house.sluis
    assert.equal((await house.sluis.register.find('weekly-report'))?.logTerm.days, 30)
    assert.equal(keys.length, 1)
    const receipt = await receiptFor(journal.log, 1)

    await until('the old day is gone', async () => (await journal.disclose(1, 'request')) === undefined, 30_000)
    assert.equal(await journal.disclose(2, 'result'), undefined)
    assert.deepEqual((await journal.disclose(3, 'request'))?.parts, ['a piece'])
    await until('its key is too', async () => keysOf(journal.folder, `run:run-of-reporter@${old}`).length === 0)
    for (const key of keys) assert.equal(holds(journal.folder, key), false, 'nor does a file still hold it')

    const { size } = await journal.log.checkpoint()
    const expired = (await journal.log.entries(0, size)).filter(({ kind }) => kind === 'content.expired')
    assert.deepEqual(
      expired.map(({ data }) => data),
      [{ day: old, runs: ['run-of-reporter'] }],
    )
    await proves(receipt, journal.verifierKey)
    assert.deepEqual(await house.sluis.subjects.erasures(), [], 'nobody did it')
    const held = await house.sluis.subjects.held({ subject: 'run:run-of-reporter' })
    assert.deepEqual(
      held.entries.map(({ index }) => index),
      [3, 4],
    )
  })
})
