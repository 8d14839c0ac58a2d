// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { syncedBy } from '../journal/testing/synced.ts'
import { StopFile } from './stop-file.ts'

it('has a file of stop orders that no power cut takes away, from before any order is in it (P4)', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-stop-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'stop-orders')
  const synced = await syncedBy(() => new StopFile(file).close())
  // A name is durable when its folder is.
  assert.deepEqual(synced, [statSync(file).ino, statSync(folder).ino])
})
