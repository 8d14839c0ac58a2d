// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Identity } from '../identity/index.ts'
import { Journal } from '../journal/index.ts'
import { loadOrganisation } from '../organisation/index.ts'
import { Runner } from './runner.ts'

const example = loadOrganisation(
  fileURLToPath(new URL('../../../../examples/weekly-report/organisation', import.meta.url)),
)

it('a run that can not reach the gate leaves no key behind that opens it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-runner-'))
  const projections = new URL('../projections.ts', import.meta.url)
  const journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  const parts = { journal, organisation: () => example, now: Date.now }
  const identity = await Identity.open(parts)
  try {
    const [task] = example.tasks.values()
    assert.ok(task)
    // Where nothing listens.
    const gateUrl = 'http://127.0.0.1:9'
    const runner = new Runner({ ...parts, identity, isBehind: () => false, gateUrl }, 'run-1', task)
    await assert.rejects(runner.work())
    assert.deepEqual(identity.keysOf('run', task.agent), [])
  } finally {
    await identity.close()
    await journal.close()
    rmSync(folder, { recursive: true })
  }
})
