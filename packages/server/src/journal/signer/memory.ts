// SPDX-License-Identifier: EUPL-1.2
import { DatabaseSync } from 'node:sqlite'
import { JournalError } from '../error.ts'

/** The largest tree that a key has signed. */
export interface Signed {
  readonly size: number
  /** Base64, as it stands in the checkpoint. */
  readonly root: string
}

/**
 * What a signer must not forget, in a file beside its key. When `remember` returns, it is on the disk. Only one process
 * at a time may have the file: two with one key could each sign a tree of their own.
 */
export class SignerMemory {
  readonly #database: DatabaseSync

  /** Throws `in-use` when another signer has the file. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file)
    try {
      // Setting user_version is a commit, and its sync covers what a killed signer left unsynced. A tree that is
      // remembered is signed again without being written, and a power cut could undo it.
      this.#database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS signed (id BIGINT PRIMARY KEY, size BIGINT, root TEXT);
        PRAGMA user_version = 1; COMMIT`)
    } catch (cause) {
      this.#database.close()
      throw new JournalError(
        'in-use',
        { nl: `een ander proces gebruikt ${file}`, en: `another process uses ${file}` },
        { cause },
      )
    }
  }

  last(): Signed | undefined {
    const row = this.#database.prepare('SELECT size, root FROM signed WHERE id = 1').get()
    return row === undefined ? undefined : { size: Number(row.size), root: String(row.root) }
  }

  remember({ size, root }: Signed): void {
    this.#database
      .prepare(`INSERT INTO signed (id, size, root) VALUES (1, ?, ?)
        ON CONFLICT (id) DO UPDATE SET size = excluded.size, root = excluded.root`)
      .run(size, root)
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close()
  }
}
