// SPDX-License-Identifier: EUPL-1.2
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { JournalError } from '../error.ts'
import type { Engine, Reader } from './engine.ts'
import { isBusy, SqliteEngine, SqliteReader } from './sqlite.ts'

/** Where a log lies. */
export interface Place {
  readonly folder: string
}

export interface Engines {
  readonly log: Engine
  readonly keys: Engine
  /** Whether the keys are committed apart from the log. */
  readonly keysApart: boolean
  close(): Promise<void>
}

// FULL: a commit is on the disk before it is acknowledged (P1). secure_delete overwrites what is erased at once instead
// of leaving it in a free page. Setting user_version is a commit, and its sync covers what a killed process left
// unsynced: nobody may be shown a checkpoint, or seal under a key, that the power can still take back.
const logPragmas = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
  PRAGMA secure_delete = ON; PRAGMA user_version = 1`
// TRUNCATE: the rollback journal holds a copy of the page that a destroyed key stood in. The keys are locked for a
// moment at a time, so that a backup can read them while Sluis runs.
const keyPragmas = `PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
  PRAGMA secure_delete = ON; PRAGMA user_version = 1`
// The exclusive lock keeps a second process off this data folder: two sequencers would fork the log.
const lockPragmas = 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1; COMMIT'

/** For the sequencer, which alone writes. Throws `in-use` when another process has the folder. */
export async function openEngines({ folder }: Place): Promise<Engines> {
  const lock = openLock(join(folder, 'lock'))
  const keys = openKeys(join(folder, 'keys.db'))
  const log = new SqliteEngine(join(folder, 'journal.db'), logPragmas)
  const close = async (): Promise<void> => {
    await log.close()
    await keys.close()
    await lock.close()
  }
  return { log, keys, keysApart: true, close }
}

/** For everyone else. */
export async function openReader({ folder }: Place): Promise<Reader> {
  const file = join(folder, 'journal.db')
  if (!existsSync(file)) throw new JournalError('damaged', `${folder} holds no journal`)
  return new SqliteReader(file)
}

function openKeys(file: string): Engine {
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  return new SqliteEngine(file, keyPragmas)
}

function openLock(file: string): Engine {
  try {
    return new SqliteEngine(file, lockPragmas)
  } catch (cause) {
    if (!isBusy(cause)) throw cause
    throw new JournalError('in-use', 'another process uses this data folder', { cause })
  }
}
