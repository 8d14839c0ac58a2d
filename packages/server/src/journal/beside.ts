// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path'
import type { Found, Value } from './engine/engine.ts'
import { openApart, type Place } from './engine/open.ts'
import { inSchema, PostgresEngine } from './engine/postgres.ts'
import { schemas } from './engine/postgres-connection.ts'

export type BesideRow = Found

/** A store beside the log, for what may not stand in the log. When a statement resolves, it is durable by itself. */
export interface Beside {
  define(sql: string): Promise<void>
  all(sql: string, ...values: Value[]): Promise<readonly BesideRow[]>
  run(sql: string, ...values: Value[]): Promise<number>
  close(): Promise<void>
}

/** A file of that name, which only its owner may read; if the log is shared, a schema with the keys. */
export function openBeside({ folder, database }: Place, name: string): Beside {
  return database === undefined ? openApart(join(folder, `${name}.db`)) : shared(new PostgresEngine(database))
}

function shared(engine: PostgresEngine): Beside {
  const keys = inSchema(engine, schemas.keys)
  return {
    // Two processes may start at once; only one at a time defines tables.
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
