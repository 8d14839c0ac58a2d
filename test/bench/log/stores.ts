// SPDX-License-Identifier: EUPL-1.2
// The three stores that are compared: the journal, a bare file, and bare SQLite with the rows that the journal writes.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Journal } from '../../../packages/server/src/journal/index.ts'
import { GroupCommit } from './callers.ts'

export const entryBytes = 1000

interface BenchStore {
  /** Resolves once one entry of 1,000 bytes is durable. */
  append(): Promise<unknown>
  close(): Promise<void>
}

export interface BenchJournal extends BenchStore {
  readonly verifierKey: string
  /** Appends, and makes the receipt: the entry's proof up to the signed checkpoint. */
  appendForReceipt(): Promise<string>
}

const projections = new URL('../../../packages/server/src/projections.ts', import.meta.url)

/** As long as what surrounds `text` in a leaf: an index of time and a salt are always of one length. */
const leafAround = JSON.stringify({
  at: 1_700_000_000_000,
  data: { text: '' },
  kind: 'bench',
  salt: 'x'.repeat(22),
  v: 1,
})

/** Opens a journal as the server does, with the folds of all rooms; none of them takes these entries. */
export async function openJournal(folder: string): Promise<BenchJournal> {
  const journal = await Journal.open({ folder, origin: 'bench.example/log', projections })
  const pool = randomBytes(1 << 20).toString('base64url')
  let at = 0
  const length = entryBytes - leafAround.length
  const draft = () => {
    at = (at + 997) % (pool.length - length)
    return { kind: 'bench', data: { text: pool.slice(at, at + length) } }
  }
  return {
    verifierKey: journal.verifierKey,
    append: () => journal.append(draft()),
    appendForReceipt: async () => (await journal.append({ ...draft(), receipt: true })).receipt ?? '',
    close: () => journal.close(),
  }
}

/** One write and one sync for all that wait: as fast as durable appends can be on this disk. */
export async function openFile(folder: string): Promise<BenchStore> {
  mkdirSync(folder, { recursive: true })
  const file = await open(join(folder, 'raw'), 'a')
  const entry = randomBytes(entryBytes)
  const group = new GroupCommit(async (count) => {
    await file.appendFile(Buffer.concat(Array<Buffer>(count).fill(entry)))
    await file.datasync()
  })
  return { append: () => group.append(), close: () => file.close() }
}

/**
 * SQLite with the journal's own tables, read from `journalFolder`, and rows of the same sizes, in one transaction for
 * all that wait. Nothing is hashed or signed, and no thread is crossed.
 */
export async function openSqlite(folder: string, journalFolder: string): Promise<BenchStore> {
  mkdirSync(folder, { recursive: true })
  const database = new DatabaseSync(join(folder, 'bare.db'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
  for (const sql of tablesOf(journalFolder)) database.exec(sql)
  const addEntry = database.prepare('INSERT INTO entries (idx, leaf, hash) VALUES (?, ?, ?)')
  const addNode = database.prepare('INSERT INTO nodes (level, idx, hash) VALUES (?, ?, ?)')
  const setHead = database.prepare(
    'INSERT OR REPLACE INTO head (id, size, frontier, checkpoint, at) VALUES (1, ?, ?, ?, ?)',
  )
  const [leaf, hash, checkpoint] = [randomBytes(entryBytes), randomBytes(32), 'x'.repeat(180)]
  let size = 0
  const group = new GroupCommit((count) => {
    database.exec('BEGIN IMMEDIATE')
    for (let i = 0; i < count; i++) {
      addEntry.run(size++, leaf, hash)
      for (let level = 1; size % 256 ** level === 0; level++) addNode.run(level, size / 256 ** level - 1, hash)
    }
    setHead.run(size, randomBytes(32 * onesIn(size)), checkpoint, Date.now())
    database.exec('COMMIT')
  })
  return { append: () => group.append(), close: async () => database.close() }
}

function tablesOf(journalFolder: string): readonly string[] {
  const journal = new DatabaseSync(join(journalFolder, 'journal.db'), { readOnly: true })
  const rows = journal.prepare("SELECT sql FROM sqlite_master WHERE name IN ('entries', 'nodes', 'head')").all()
  journal.close()
  if (rows.length !== 3) throw new Error('the journal has other tables than this bench knows')
  return rows.map(({ sql }) => String(sql))
}

function onesIn(size: number): number {
  return size.toString(2).replaceAll('0', '').length
}
