// SPDX-License-Identifier: EUPL-1.2
import { timingSafeEqual } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Journal } from '../journal/index.ts'
import type { Organisation, Person } from '../organisation/index.ts'
import { hashOf, idOf, type KeyKind, makeKey } from './key.ts'

export interface Principal {
  readonly agent: string
  /** The run that a run key is bound to. */
  readonly run?: string
}

export interface IssuedKey {
  readonly id: string
  /** Shown once; only its hash is kept. */
  readonly key: string
}

export interface KeyRequest {
  readonly kind: KeyKind
  readonly principal: string
  readonly run?: string
  readonly expiresAtMs?: number
}

interface Credential {
  readonly id: string
  readonly kind: KeyKind
  readonly principal: string
  readonly run: string | null
  readonly hash: Buffer
  readonly expiresAtMs: number | null
}

/** Two, so that a key can be replaced without a moment in which none works. */
const maxLiveKeys = 2

/**
 * Who calls. Keys are kept as hashes in a table that is no projection (a hash has no place in a public log); that a
 * key was issued or revoked is an entry. Agents and people can't use each other's keys.
 */
export class Identity {
  readonly #database: DatabaseSync
  readonly #journal: Journal
  readonly #organisation: () => Organisation
  readonly #now: () => number
  readonly #live = new Map<string, Credential>()

  private constructor(database: DatabaseSync, parts: IdentityParts) {
    this.#database = database
    this.#journal = parts.journal
    this.#organisation = parts.organisation
    this.#now = parts.now
    for (const row of database.prepare('SELECT id, kind, principal, run, hash, expires_at FROM credentials').all()) {
      this.#remember(credentialOf(row))
    }
  }

  static open(parts: IdentityParts): Identity {
    const file = join(parts.journal.folder, 'identity.db')
    closeSync(openSync(file, 'a', 0o600))
    const database = new DatabaseSync(file)
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
    database.exec(`CREATE TABLE IF NOT EXISTS credentials (id TEXT PRIMARY KEY, kind TEXT NOT NULL,
      principal TEXT NOT NULL, run TEXT, hash TEXT NOT NULL, expires_at BIGINT)`)
    return new Identity(database, parts)
  }

  /**
   * Makes a key. Run keys live in memory only: a restart ends them, and their holder asks for a new one. Throws when
   * the principal already has two live keys.
   */
  async issue({ kind, principal, run, expiresAtMs }: KeyRequest): Promise<IssuedKey> {
    if (kind === 'run') this.#forgetExpired()
    else if (this.keysOf(kind, principal).length >= maxLiveKeys) {
      throw new RangeError(`${principal} has ${maxLiveKeys} live keys; revoke one first`)
    }
    const { id, key, hash } = makeKey(kind)
    const subject = kind === 'person' ? await this.#journal.pseudonymOf(`person:${principal}`) : principal
    await this.#journal.append({
      kind: 'key.issued',
      data: { key: id, for: kind, principal: subject, run, expiresAtMs },
    })
    const credential: Credential = {
      id,
      kind,
      principal,
      run: run ?? null,
      hash: Buffer.from(hash, 'hex'),
      expiresAtMs: expiresAtMs ?? null,
    }
    if (kind !== 'run') {
      this.#database
        .prepare('INSERT INTO credentials (id, kind, principal, run, hash, expires_at) VALUES (?, ?, ?, ?, ?, ?)')
        .run(id, kind, principal, run ?? null, hash, expiresAtMs ?? null)
    }
    this.#remember(credential)
    return { id, key }
  }

  /** Takes effect at once, and is recorded next: a key that leaked must not live on because the disk is full. */
  async revoke(id: string): Promise<boolean> {
    const known = this.#live.delete(id)
    if (!known) return false
    this.#database.prepare('DELETE FROM credentials WHERE id = ?').run(id)
    await this.#journal.append({ kind: 'key.revoked', data: { key: id } })
    return true
  }

  keysOf(kind: KeyKind, principal: string): readonly string[] {
    return [...this.#live.values()]
      .filter((credential) => credential.kind === kind && credential.principal === principal)
      .map(({ id }) => id)
  }

  /** The agent behind an agent key or a run key; undefined for every other key, a person's too. */
  authenticateAgent(key: string): Principal | undefined {
    const credential = this.#find(key, 'agent', 'run')
    if (credential === undefined || !this.#organisation().agents.has(credential.principal)) return undefined
    const { principal: agent, run } = credential
    return run === null ? { agent } : { agent, run }
  }

  /** The person behind a person's key; undefined for every other key, an agent's too. */
  authenticatePerson(key: string): Person | undefined {
    const credential = this.#find(key, 'person')
    return credential === undefined ? undefined : this.#organisation().people.get(credential.principal)
  }

  close(): void {
    this.#database.close()
  }

  /** Nobody revokes a run key that merely ran out, and agents make as many as they like. */
  #forgetExpired(): void {
    for (const [id, { kind, expiresAtMs }] of this.#live) {
      if (kind === 'run' && expiresAtMs !== null && expiresAtMs <= this.#now()) this.#live.delete(id)
    }
  }

  #find(key: string, ...kinds: readonly KeyKind[]): Credential | undefined {
    const id = idOf(key, ...kinds)
    const credential = id === undefined ? undefined : this.#live.get(id)
    if (credential === undefined || !timingSafeEqual(credential.hash, Buffer.from(hashOf(key), 'hex'))) return undefined
    const expired = credential.expiresAtMs !== null && credential.expiresAtMs <= this.#now()
    return expired ? undefined : credential
  }

  #remember(credential: Credential): void {
    this.#live.set(credential.id, credential)
  }
}

export interface IdentityParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly now: () => number
}

function credentialOf(row: Record<string, unknown>): Credential {
  const kind = String(row.kind)
  if (kind !== 'agent' && kind !== 'person') throw new TypeError(`a stored key has kind ${kind}`)
  return {
    id: String(row.id),
    kind,
    principal: String(row.principal),
    run: row.run === null ? null : String(row.run),
    hash: Buffer.from(String(row.hash), 'hex'),
    expiresAtMs: row.expires_at === null ? null : Number(row.expires_at),
  }
}
