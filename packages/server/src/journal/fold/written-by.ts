// SPDX-License-Identifier: EUPL-1.2
import { JournalError } from '../error.ts'
import type { Store } from '../store.ts'

/** Where `shapes` has the newest version of Sluis that made tables here: no room is called so. */
const versionRow = '*version'

/**
 * Refuses what a newer version has written: this one would pass over entries that it does not know, a new kind of stop among
 * them, and make its tables without them. Versions that differ in their last number alone read each other's.
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

/** A patch changes nothing of what is stored. */
function placeOf(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1_000_000 + minor
}
