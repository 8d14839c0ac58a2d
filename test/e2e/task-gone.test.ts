// SPDX-License-Identifier: EUPL-1.2
// A task is taken out of the files while a run of it waits for a person.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openHouse, until } from './harness.ts'

describe('a run of a task that the files no longer have', () => {
  it('ends at the next start, and what it sealed is held for it no longer', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    const { run } = await house.sluis.tasks.start('weekly-report')
    await until('it waits for a person', async () => (await house.sluis.tasks.run(run))?.state === 'parked')
    const stays = async () => (await house.sluis.subjects.held({ subject: `run:${run}` })).stays
    assert.ok((await stays()).includes('task-under-way'))

    rmSync(join(house.folder, 'organisation/tasks/weekly-report.yaml'))
    await house.restart()
    await house.sluis.tasks.resume()
    assert.equal((await house.sluis.tasks.run(run))?.state, 'failed')
    assert.ok(!(await stays()).includes('task-under-way'))
  })
})
