// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { JournalError } from './error.ts'
import { prepare } from './sqlite.ts'

/** A data subject as the log knows them: by a random name that means nothing once the key is gone. */
export interface Subject {
  readonly subject: string
  readonly pseudonym: string
  readonly key: Buffer
}

/**
 * The keys that seal disclosures, one per data subject, in a file of their own so that backups of keys can follow
 * their own rotation. Destroying a row erases all that was sealed under it. Owned by the sequencer: `commit` makes new
 * keys durable before the entries that use them.
 */
export class Vault {
  readonly #database: DatabaseSync
  readonly #known = new Map<string, Subject>()
  readonly #fresh: Subject[] = []

  constructor(file: string) {
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
    this.#database = new DatabaseSync(file)
    // The exclusive lock keeps a second process off this data folder: two sequencers would fork the log.
    // secure_delete overwrites a destroyed key at once instead of leaving it in a free page.
    try {
      this.#database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE;
        PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; BEGIN EXCLUSIVE; COMMIT`)
    } catch (cause) {
      this.#database.close()
      throw new JournalError('in-use', 'another process uses this data folder', { cause })
    }
    this.#database.exec(`CREATE TABLE IF NOT EXISTS subjects (
      subject TEXT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE, key BLOB NOT NULL) WITHOUT ROWID`)
  }

  find(subject: string): Subject | undefined {
    const known = this.#known.get(subject)
    if (known !== undefined) return known
    const row = prepare(this.#database, 'SELECT pseudonym, key FROM subjects WHERE subject = $1').get(subject)
    if (row === undefined) return undefined
    return this.#remember(subject, String(row.pseudonym), row.key)
  }

  /** The subject's key, made on first use; it must be committed before anything that it sealed. */
  need(subject: string): Subject {
    const found = this.find(subject)
    if (found !== undefined) return found
    const fresh = this.#remember(subject, randomBytes(16).toString('hex'), randomBytes(32))
    this.#fresh.push(fresh)
    return fresh
  }

  subjectOf(pseudonym: string): string | undefined {
    const row = prepare(this.#database, 'SELECT subject FROM subjects WHERE pseudonym = $1').get(pseudonym)
    return row === undefined ? undefined : String(row.subject)
  }

  commit(): void {
    if (this.#fresh.length === 0) return
    this.#database.exec('BEGIN')
    try {
      const insert = prepare(this.#database, 'INSERT INTO subjects (subject, pseudonym, key) VALUES ($1, $2, $3)')
      for (const { subject, pseudonym, key } of this.#fresh) insert.run(subject, pseudonym, key)
      this.#database.exec('COMMIT')
      this.#fresh.length = 0
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  /** Forgets keys that no commit made durable: what they sealed was not written either. */
  rollback(): void {
    for (const { subject } of this.#fresh) this.#known.delete(subject)
    this.#fresh.length = 0
  }

  destroy(pseudonym: string): void {
    const subject = this.subjectOf(pseudonym)
    if (subject !== undefined) this.#known.delete(subject)
    prepare(this.#database, 'DELETE FROM subjects WHERE pseudonym = $1').run(pseudonym)
  }

  close(): void {
    this.#database.close()
  }

  #remember(subject: string, pseudonym: string, key: unknown): Subject {
    if (!(key instanceof Uint8Array)) throw new TypeError('a key of the vault is no bytes')
    if (this.#known.size > 10_000) {
      this.#known.clear()
      // A fresh key is nowhere else yet: forgetting it would give its subject a second one.
      for (const fresh of this.#fresh) this.#known.set(fresh.subject, fresh)
    }
    const known = { subject, pseudonym, key: Buffer.from(key) }
    this.#known.set(subject, known)
    return known
  }
}
