// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseVerifierKey, trustKey, verifyLog } from '@sluis/log'
import { directorySource } from '@sluis/log/node'
import { exportLog, Journal } from '../../packages/server/src/journal/index.ts'
import { until } from './harness.ts'
import type { SharedHouse } from './shared-house.ts'
import type { Load } from './shared-load.ts'

const projections = new URL('../../packages/server/src/projections.ts', import.meta.url)

/** Longer than a process that died counts as alive, and the survivors look again. */
const settledWithinMs = 40_000

/** Holds the log against what callers were told, and says in one line what was there. */
export async function checkShared(house: SharedHouse, { acknowledged, kills, refused }: Load, folder: string) {
  assert.ok(acknowledged.length > 0, 'some calls passed')
  const own = join(folder, 'data')
  mkdirSync(own, { mode: 0o700 })
  cpSync(join(house.place.folder, 'log.key'), join(own, 'log.key'))
  const place = { ...house.place, folder: own }
  const journal = await Journal.open({ ...place, origin: 'verhage.sluis.invalid/log', projections })
  try {
    await until(
      'every call has its outcome (P2)',
      async () => (await journal.query("SELECT id FROM calls WHERE state = 'allowed'")).length === 0,
      settledWithinMs,
    )
    for (const { call, number, entry } of acknowledged) {
      const [row] = await journal.query('SELECT number, entry FROM calls WHERE id = $1', call)
      assert.deepEqual({ ...row }, { number, entry }, `${call} was acknowledged (P1)`)
    }
    const calls = await journal.query("SELECT number FROM calls WHERE agent = 'reporter' ORDER BY number")
    assert.deepEqual(
      calls.map(({ number }) => number),
      calls.map((_, at) => at + 1),
      'no number is missing or given twice (P3)',
    )
    const directory = join(folder, 'log')
    const { size } = await exportLog(place, directory)
    const policy = trustKey(parseVerifierKey(journal.verifierKey))
    assert.equal((await verifyLog(directorySource(directory), { policy })).kind, 'valid')
    const [lost] = await journal.query("SELECT COUNT(*) AS count FROM calls WHERE outcome = 'unknown'")
    return `${kills} kills, ${acknowledged.length} calls acknowledged, 0 of them lost, ${refused} refused, ${lost?.count} of unknown outcome, ${size} entries, valid, no gap`
  } finally {
    await journal.close()
  }
}
