// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BackupError } from './error.ts'

const column = String.raw`\w+ (?:TEXT|BIGINT|INTEGER|BYTEA)(?: NOT NULL| PRIMARY KEY| UNIQUE)*`
const constraint = String.raw`(?:PRIMARY KEY|UNIQUE) \(\w+(?:, \w+)*\)`
const plain: readonly RegExp[] = [
  new RegExp(String.raw`^CREATE TABLE \w+ \( ?(?:${column}|${constraint})(?:, (?:${column}|${constraint}))* ?\)$`),
  /^CREATE INDEX \w+ ON \w+ \(\w+(?:, \w+)*\)(?: WHERE \w+ <> '\w+')?$/,
]

/**
 * Refuses a database that holds more than data: a trigger, a view, a table with more than columns and keys, or one that
 * shares the pages of another. These act by themselves, in our name, and no manifest or audit shows them. With `ON
 * DELETE SET DEFAULT` an entry that refers to `shapes` would change when that table is emptied here; entries that share
 * its pages would vanish with it.
 */
export function requirePlain(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    requireWhole(file, database)
    // Indexes that SQLite makes by itself, for a key, have no text.
    const made = database.prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all()
    const found = made.find(({ sql }) => !plain.some((form) => form.test(String(sql).replaceAll(/\s+/g, ' '))))
    if (found === undefined) return
    throw new BackupError('file-changed', {
      nl: `in ${file} staat ${found.name}, en dat zijn geen gegevens of het doet meer dan ze bewaren`,
      en: `${file} holds ${found.name}, which is no data or does more than hold it`,
    })
  } finally {
    database.close()
  }
}

/** Every page must belong to one table or index, and every index must match its table. */
function requireWhole(file: string, database: DatabaseSync): void {
  const why = String(database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check)
  if (why === 'ok') return
  throw new BackupError('file-changed', { nl: `${file} is beschadigd: ${why}`, en: `${file} is damaged: ${why}` })
}

const told = (of: string): string => `json_extract(CAST(leaf AS TEXT), '$.${of}')`

/**
 * The audit covers the entries alone. Everything else is derived from them and made anew: numbers and time here, the
 * tables of rooms (cases, stops, keys) at the first start. Otherwise whoever can write to a backup could lift a stop in
 * it, or approve a case, without an entry (P11, P12).
 */
export function foldAnew(folder: string): void {
  const database = new DatabaseSync(join(folder, 'journal.db'))
  try {
    database.exec(`PRAGMA synchronous = FULL; BEGIN IMMEDIATE;
      DELETE FROM shapes;
      DELETE FROM series;
      INSERT INTO series (name, last)
        SELECT ${told('series')}, MAX(${told('number')}) FROM entries WHERE ${told('series')} IS NOT NULL GROUP BY 1;
      UPDATE head SET at = COALESCE((SELECT ${told('at')} FROM entries ORDER BY idx DESC LIMIT 1), 0);
      COMMIT`)
  } finally {
    database.close()
  }
}
