// SPDX-License-Identifier: EUPL-1.2
// Three whole servers on one PostgreSQL under load, one of them killed each second, for half a minute.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { hasPostgres, startPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { checkShared } from '../e2e/shared-check.ts'
import { openSharedHouse } from '../e2e/shared-house.ts'
import { loadAndKill } from '../e2e/shared-load.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'

describe('three servers on one PostgreSQL', { skip }, () => {
  it('lose nothing they confirmed, leave no gap and no fork, 30 kills long', { timeout: 900_000 }, async () => {
    const postgres = await startPostgres()
    assert.ok(postgres)
    const folder = mkdtempSync(join(tmpdir(), 'sluis-shared-log-'))
    try {
      await using house = await openSharedHouse(postgres, 3)
      console.log(`# ${await checkShared(house, await loadAndKill(house, 30, Math.random), folder)}`)
    } finally {
      await postgres.stop()
      rmSync(folder, { recursive: true })
    }
  })
})
