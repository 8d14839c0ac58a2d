// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { forgetKeys } from '../journal/index.ts'
import type { Gone, LostAgain } from './audit.ts'

/**
 * An older copy of the keys brings back what has been destroyed since: keys to erased data, and credentials of those who
 * may no longer come in. The log says which, so they are destroyed again before anything can read them (P7).
 */
export function loseAgain(folder: string, { erased, revoked }: Gone): LostAgain {
  const forgotten = deleteAll(join(folder, 'keys.db'), forgetKeys, erased)
  const refused = deleteAll(join(folder, 'identity.db'), 'DELETE FROM credentials WHERE id = $1', revoked)
  return { erased: forgotten, revoked: refused }
}

function deleteAll(file: string, sql: string, names: readonly string[]): number {
  if (names.length === 0 || !existsSync(file)) return 0
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; BEGIN IMMEDIATE')
    // SQLite writes numbered parameters as `?1`.
    const statement = database.prepare(sql.replaceAll('$1', '?1'))
    const changed = names.filter((name) => Number(statement.run(name).changes) > 0).length
    database.exec('COMMIT')
    return changed
  } finally {
    database.close()
  }
}
