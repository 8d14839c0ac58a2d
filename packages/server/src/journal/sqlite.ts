// SPDX-License-Identifier: EUPL-1.2
import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Prepares the SQL text that both engines share: SQLite takes `$1` for a name and knows places as `?1`. */
export function prepare(database: DatabaseSync, sql: string): StatementSync {
  return database.prepare(sql.replaceAll(/\$(\d+)/g, '?$1'))
}
