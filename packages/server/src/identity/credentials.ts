// SPDX-License-Identifier: EUPL-1.2
import type { Beside, BesideRow } from '../journal/index.ts'
import type { KeyKind } from './key.ts'

export interface Credential {
  readonly id: string
  readonly kind: KeyKind
  readonly principal: string
  readonly run: string | null
  /** The agent key that a run key was made under, and with which it ends. */
  readonly parent: string | null
  readonly hash: Buffer
  readonly expiresAtMs: number | null
}

const columns = 'id, kind, principal, run, parent, hash, expires_at'

/** The table of keys, as hashes. It is no projection: a hash has no place in a public log. */
export class Credentials {
  readonly #store: Beside

  private constructor(store: Beside) {
    this.#store = store
  }

  static async open(store: Beside, isShared: boolean): Promise<Credentials> {
    await store.define(`CREATE TABLE IF NOT EXISTS credentials (id TEXT PRIMARY KEY, kind TEXT NOT NULL,
      principal TEXT NOT NULL, run TEXT, parent TEXT, hash TEXT NOT NULL, expires_at BIGINT)`)
    // The column is absent in tables older than run keys that end with their agent key; two processes may add it at
    // once.
    const ifAbsent = isShared ? 'IF NOT EXISTS' : ''
    await store
      .all('SELECT parent FROM credentials WHERE id IS NULL')
      .catch(() => store.define(`ALTER TABLE credentials ADD COLUMN ${ifAbsent} parent TEXT`))
    return new Credentials(store)
  }

  async live(now: number): Promise<readonly Credential[]> {
    await this.#store.run('DELETE FROM credentials WHERE expires_at <= $1', now)
    return (await this.#store.all(`SELECT ${columns} FROM credentials`)).map(asCredential)
  }

  async find(id: string): Promise<Credential | undefined> {
    const [row] = await this.#store.all(`SELECT ${columns} FROM credentials WHERE id = $1`, id)
    return row === undefined ? undefined : asCredential(row)
  }

  async add({ id, kind, principal, run, parent, hash, expiresAtMs }: Credential): Promise<void> {
    const sql = `INSERT INTO credentials (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)`
    await this.#store.run(sql, id, kind, principal, run, parent, hash.toString('hex'), expiresAtMs)
  }

  /** With the run keys that were made under it. */
  async remove(id: string): Promise<void> {
    await this.#store.run('DELETE FROM credentials WHERE id = $1 OR parent = $1', id)
  }

  async close(): Promise<void> {
    await this.#store.close()
  }
}

function asCredential(row: BesideRow): Credential {
  const kind = String(row.kind)
  if (kind !== 'agent' && kind !== 'person' && kind !== 'run') throw new TypeError(`a stored key has kind ${kind}`)
  return {
    id: String(row.id),
    kind,
    principal: String(row.principal),
    run: row.run === null ? null : String(row.run),
    parent: row.parent === null ? null : String(row.parent),
    hash: Buffer.from(String(row.hash), 'hex'),
    expiresAtMs: row.expires_at === null ? null : Number(row.expires_at),
  }
}
