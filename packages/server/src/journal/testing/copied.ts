// SPDX-License-Identifier: EUPL-1.2
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { transaction } from '../engine/engine.ts'
import type { Place } from '../engine/open.ts'
import { inSchema, PostgresEngine } from '../engine/postgres.ts'
import { schemas } from '../engine/postgres-connection.ts'

/** No projections: those the other engine has to fold for itself. */
const tables = {
  'journal.db': { schema: schemas.log, names: ['entries', 'nodes', 'head', 'series', 'seals', 'sealed_spans'] },
  'keys.db': { schema: schemas.keys, names: ['subjects'] },
  'identity.db': { schema: schemas.keys, names: ['credentials'] },
} as const

/** Puts a log that lies in a closed folder into a database: the same entries under the same keys, and their holders' keys. */
export async function copyToPostgres(folder: string, to: Required<Place>): Promise<void> {
  for (const name of ['log.key', 'newest-checkpoint']) cpSync(join(folder, name), join(to.folder, name))
  const engine = new PostgresEngine(to.database)
  await transaction(engine, async () => {
    for (const schema of Object.values(schemas)) await engine.define(`CREATE SCHEMA ${schema}`)
    for (const [file, { schema, names }] of Object.entries(tables)) {
      if (!existsSync(join(folder, file))) continue
      const database = new DatabaseSync(join(folder, file), { readOnly: true })
      for (const name of names) await copyTable(database, name, inSchema(engine, schema))
      database.close()
    }
    const keys = inSchema(engine, schemas.keys)
    await keys.define('CREATE TABLE secrets (name TEXT PRIMARY KEY, value BYTEA NOT NULL)')
    await keys.run('INSERT INTO secrets VALUES ($1, $2)', 'digest', readFileSync(join(folder, 'digest.key')))
  })
  await engine.close()
}

async function copyTable(from: DatabaseSync, name: string, to: ReturnType<typeof inSchema>): Promise<void> {
  const made = from.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(name)
  await to.define(String(made?.sql).replaceAll('INTEGER', 'BIGINT'))
  const rows = from.prepare(`SELECT * FROM ${name}`).all()
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const places = columns.map((_, at) => `$${at + 1}`)
  const sql = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places.join(', ')})`
  await to.write(
    sql,
    rows.map((row) => columns.map((column) => asValue(row[column]))),
  )
}

function asValue(cell: unknown): string | number | null | Uint8Array {
  if (typeof cell === 'string' || typeof cell === 'number' || cell instanceof Uint8Array) return cell
  return null
}
