// SPDX-License-Identifier: EUPL-1.2
import { JournalError } from '../error.ts'
import type { Store } from '../store.ts'

/** The row of `shapes` with the newest version of Sluis that made tables here: no room has this name. */
const versionRow = '*version'

/**
 * Refuses what a newer version has written: this one would skip entries that it does not know, such as a new kind of
 * stop, and make its tables without them. Versions that differ only in their last number read each other's.
 */
export async function requireNotNewer({ engine }: Store, own: string): Promise<void> {
  const [row] = await engine.all('SELECT shape FROM shapes WHERE room = $1', versionRow)
  const stored = row === undefined ? own : String(row.shape)
  if (placeOf(stored) > placeOf(own)) {
    throw new JournalError('newer-version', {
      nl: `Sluis ${stored} heeft hier geschreven, en dit is ${own}`,
      en: `Sluis ${stored} has written here, and this is ${own}`,
    })
  }
  if (row !== undefined && placeOf(stored) === placeOf(own)) return
  await engine.run(
    'INSERT INTO shapes (room, shape) VALUES ($1, $2) ON CONFLICT (room) DO UPDATE SET shape = excluded.shape',
    versionRow,
    own,
  )
}

/** A patch changes nothing in what is stored. */
function placeOf(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1_000_000 + minor
}
