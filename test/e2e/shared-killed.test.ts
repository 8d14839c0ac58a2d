// SPDX-License-Identifier: EUPL-1.2
// Several processes on one PostgreSQL, of which one after the other dies while calls go through all of them.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { hasPostgres, startPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { checkShared } from './shared-check.ts'
import { openSharedHouse } from './shared-house.ts'
import { loadAndKill } from './shared-load.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'

describe('processes that share a log, killed under load', { skip }, () => {
  it('lose nothing they confirmed, leave no gap and no fork', { timeout: 300_000 }, async () => {
    const postgres = await startPostgres()
    assert.ok(postgres)
    const folder = mkdtempSync(join(tmpdir(), 'sluis-shared-log-'))
    try {
      await using house = await openSharedHouse(postgres, 3)
      const load = await loadAndKill(house, 6, Math.random)
      console.log(`# ${await checkShared(house, load, folder)}`)
    } finally {
      await postgres.stop()
      rmSync(folder, { recursive: true })
    }
  })
})
