// SPDX-License-Identifier: EUPL-1.2
import fs, { fstatSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { mock } from 'node:test'

/** What this thread made durable while that was done: the inodes of files and folders, in order. */
export async function syncedBy(work: () => unknown): Promise<readonly number[]> {
  const synced: number[] = []
  const sync = fs.fsyncSync
  const mocked = mock.method(fs, 'fsyncSync', (descriptor: number) => {
    sync(descriptor)
    synced.push(fstatSync(descriptor).ino)
  })
  syncBuiltinESMExports()
  try {
    await work()
  } finally {
    mocked.mock.restore()
    syncBuiltinESMExports()
  }
  return synced
}
