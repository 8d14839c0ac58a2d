// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BackupError } from './error.ts'

/** What a trigger or a view does would be done in our name, and is nothing that a manifest or an audit shows. */
export function requirePlain(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const found = database.prepare("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')").get()
    if (found === undefined) return
    throw new BackupError('file-changed', {
      nl: `in ${file} staat ${found.name}, en dat zijn geen gegevens`,
      en: `${file} holds ${found.name}, which is no data`,
    })
  } finally {
    database.close()
  }
}

const told = (of: string): string => `json_extract(CAST(leaf AS TEXT), '$.${of}')`

/**
 * The audit is of the entries alone. All else follows from them and is made anew from them: numbers and the time here,
 * the tables of rooms (cases, stops, keys) at the first start. Otherwise whoever can write to a backup could lift a stop
 * in it, or approve a case, without an entry (P11, P12).
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
