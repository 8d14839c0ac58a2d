// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { JournalError, messageOf } from '../error.ts'
import { readSecret } from '../secret-file.ts'
import { Bell } from './bell.ts'
import { type Engine, isBytes, type Reader, transaction } from './engine.ts'
import { Leases } from './leases.ts'
import { inSchema, PostgresEngine } from './postgres.ts'
import { schemas } from './postgres-connection.ts'
import { PostgresReader } from './postgres-reader.ts'
import { isBusy, SqliteEngine, SqliteReader } from './sqlite.ts'

/** Where a log lies. */
export interface Place {
  readonly folder: string
  /** The URL of a PostgreSQL database that several processes share; absent, the log lies in the folder. */
  readonly database?: string
}

/** What one process has open, for its sequencer, which alone writes. */
export interface Engines {
  readonly log: Engine
  readonly keys: Engine
  /** Whether the keys are committed separately from the log. */
  readonly keysApart: boolean
  /** The key of the digests that may stand in a leaf (P7). */
  readonly digestKey: Buffer
  /** Present where other processes may have the same store open. */
  readonly leases?: Leases
  close(): Promise<void>
}

// FULL: a commit is on the disk before it is acknowledged (P1). secure_delete overwrites erased data at once instead of
// leaving it in a free page. Setting user_version is a commit, and its sync covers what a killed process left unsynced:
// nobody may be shown a checkpoint, or seal under a key, that a power cut can still undo. Pages of 8 kB hold seven
// leaves of 1 kB where 4 kB hold three, and half as many frames go to the write-ahead log.
const logPragmas = `PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
  PRAGMA secure_delete = ON; PRAGMA user_version = 1`
// TRUNCATE: the rollback journal holds a copy of the page in which a destroyed key stood, and its truncation is synced.
// A journal that is deleted can come back after a power cut, and undo the last commit. The keys are locked for a moment
// at a time, so that a backup can read them while Sluis runs.
const apartPragmas = `PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
  PRAGMA secure_delete = ON; PRAGMA user_version = 1`
// The exclusive lock keeps a second process off this data folder: two sequencers would fork the log.
const lockPragmas = 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1; COMMIT'

/** What a process tells the others that share the store. */
interface Own {
  readonly process: string
  /** The tables into which it folds the log. */
  readonly shape: string
}

/** `ring` is called when another process may have added to the log. Throws `in-use`. */
export async function openEngines(place: Place, own: Own, ring: () => void): Promise<Engines> {
  const { folder, database } = place
  return database === undefined ? openFolder(folder) : await openShared(folder, database, own, ring)
}

/** For everyone else. */
export async function openReader({ folder, database }: Place): Promise<Reader> {
  if (database !== undefined) return new PostgresReader(database)
  const file = join(folder, 'journal.db')
  if (!existsSync(file))
    throw new JournalError('damaged', { nl: `in ${folder} is geen log`, en: `${folder} holds no log` })
  return new SqliteReader(file)
}

/** The keys of sealed fields, for readers that may open those while Sluis runs. */
export async function openKeyReader({ folder, database }: Place): Promise<Reader> {
  return database === undefined ? new SqliteReader(join(folder, 'keys.db')) : new PostgresReader(database)
}

function openFolder(folder: string): Engines {
  const lock = openLock(ownFile(join(folder, 'lock')))
  const keys = openApart(join(folder, 'keys.db'))
  const log = new SqliteEngine(ownFile(join(folder, 'journal.db')), logPragmas)
  const close = async (): Promise<void> => {
    await log.close()
    await keys.close()
    await lock.close()
  }
  const digestKey = readSecret(join(folder, 'digest.key'), () => randomBytes(32))
  return { log, keys, keysApart: true, digestKey, close }
}

async function openShared(folder: string, url: string, own: Own, ring: () => void): Promise<Engines> {
  // The folder still holds files of this process's own: its stop orders, its copy of the log's key.
  const lock = openLock(ownFile(join(folder, 'lock')))
  const log = new PostgresEngine(url)
  try {
    const keys = inSchema(log, schemas.keys)
    const { digestKey, leases } = await transaction(log, async () => {
      await log.define(`CREATE SCHEMA IF NOT EXISTS ${schemas.log}; CREATE SCHEMA IF NOT EXISTS ${schemas.keys}`)
      return { digestKey: await sharedSecret(keys, 'digest'), leases: await Leases.open(log, own.process, own.shape) }
    })
    const bell = new Bell(url, ring)
    const close = async (): Promise<void> => {
      await bell.close()
      await leases.end().catch(() => undefined)
      await log.close()
      await lock.close()
    }
    return { log, keys, keysApart: false, digestKey, leases, close }
  } catch (cause) {
    await log.close()
    await lock.close()
    if (cause instanceof JournalError) throw cause
    const why = messageOf(cause)
    const sentence = { nl: `de database gaat niet open: ${why}`, en: `the database can't be opened: ${why}` }
    throw new JournalError('unwritable', sentence, { cause })
  }
}

/** A key that must be the same for all processes: the first one makes it. */
async function sharedSecret(keys: Engine, name: string): Promise<Buffer> {
  await keys.define('CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BYTEA NOT NULL)')
  await keys.run('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', name, randomBytes(32))
  const [row] = await keys.all('SELECT value FROM secrets WHERE name = $1', name)
  if (!isBytes(row?.value)) throw new JournalError('damaged', `the secret ${name} is no bytes`)
  return Buffer.from(row.value)
}

/**
 * Made for its owner alone, even if the folder is open to others. Whoever can read the database has entries that are
 * not public; whoever can lock a file that it may read keeps Sluis from starting. An existing file stays as its owner
 * made it.
 */
function ownFile(file: string): string {
  closeSync(openSync(file, 'a', 0o600))
  return file
}

/** A store apart from the log, for what must be erasable: keys, credentials. */
export function openApart(file: string): Engine {
  chmodSync(ownFile(file), 0o600)
  settle(`${file}-journal`)
  return new SqliteEngine(file, apartPragmas)
}

/**
 * SQLite ends a transaction by truncating its rollback journal, and syncs that next. If a process died in between, the
 * disk may still have the journal's old pages, and a power cut could mix them with new ones. So the truncation is
 * synced before anything is written.
 */
function settle(file: string): void {
  if (!existsSync(file)) return
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function openLock(file: string): Engine {
  try {
    return new SqliteEngine(file, lockPragmas)
  } catch (cause) {
    if (!isBusy(cause)) throw cause
    const sentence = { nl: 'een ander proces gebruikt deze gegevensmap', en: 'another process uses this data folder' }
    throw new JournalError('in-use', sentence, { cause })
  }
}
