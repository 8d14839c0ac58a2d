// SPDX-License-Identifier: EUPL-1.2
import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Found, Value } from './engine/engine.ts'
import type { Place } from './engine/open.ts'
import { inSchema, PostgresEngine } from './engine/postgres.ts'
import { schemas } from './engine/postgres-connection.ts'
import { SqliteEngine } from './engine/sqlite.ts'

export type BesideRow = Found

/** A store beside the log, for what may not stand in it. Each statement is durable by itself when it resolves. */
export interface Beside {
  define(sql: string): Promise<void>
  all(sql: string, ...values: Value[]): Promise<readonly BesideRow[]>
  run(sql: string, ...values: Value[]): Promise<number>
  close(): Promise<void>
}

const pragmas = `PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
  PRAGMA secure_delete = ON`

/** In a file of that name that only its owner may read; with the keys where the log is shared. */
export function openBeside({ folder, database }: Place, name: string): Beside {
  if (database !== undefined) return shared(new PostgresEngine(database))
  const file = join(folder, `${name}.db`)
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  return new SqliteEngine(file, pragmas)
}

function shared(engine: PostgresEngine): Beside {
  const keys = inSchema(engine, schemas.keys)
  return {
    // Two processes may start at once; only one at a time defines.
    define: async (sql) => {
      await keys.begin()
      await keys.define(sql)
      await keys.commit()
    },
    all: (sql, ...values) => keys.all(sql, ...values),
    run: (sql, ...values) => keys.run(sql, ...values),
    close: () => keys.close(),
  }
}
