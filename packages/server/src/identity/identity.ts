// SPDX-License-Identifier: EUPL-1.2
import { timingSafeEqual } from 'node:crypto'
import { type Journal, openBeside } from '../journal/index.ts'
import type { Organisation, Person } from '../organisation/index.ts'
import { type Credential, Credentials } from './credentials.ts'
import { hashOf, idOf, type KeyKind, keyLength, makeKey } from './key.ts'

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

const encoder = new TextEncoder()
/** The key that is looked at; made once, because every call brings one. */
const given = new Uint8Array(keyLength)

/** Two, so that a key can be replaced without a moment in which none works. */
const maxLiveKeys = 2

/**
 * Who calls. Keys are kept as hashes in a table that is no projection (a hash has no place in a public log); that a
 * key was issued or revoked is an entry. Agents and people can't use each other's keys.
 */
export class Identity {
  readonly #credentials: Credentials
  readonly #parts: IdentityParts
  readonly #live: Map<string, Credential>
  /** Agents' keys that were found right, as they come with each call: comparing costs a tenth of hashing. */
  readonly #shown = new WeakMap<Credential, Uint8Array>()
  readonly #stopListening: () => void

  private constructor(credentials: Credentials, parts: IdentityParts, live: readonly Credential[]) {
    this.#credentials = credentials
    this.#parts = parts
    this.#live = new Map(live.map((credential) => [credential.id, credential]))
    this.#stopListening = parts.journal.onEntry(({ entry }, isOurs) => {
      // What another process revoked ends here too, and what it issued opens here too.
      const id = String(entry.data.key)
      if (!isOurs && entry.kind === 'key.revoked') this.#live.delete(id)
      if (!isOurs && entry.kind === 'key.issued') this.#read(id).catch(() => undefined)
    })
  }

  static async open(parts: IdentityParts): Promise<Identity> {
    const credentials = await Credentials.open(openBeside(parts.journal.place, 'identity'))
    return new Identity(credentials, parts, await credentials.live(parts.now()))
  }

  /**
   * Makes a key. Run keys live in memory only, unless other processes have to know them too: a restart ends them, and
   * their holder asks for a new one. Throws when the principal already has two live keys.
   */
  async issue({ kind, principal, run, expiresAtMs }: KeyRequest): Promise<IssuedKey> {
    const { journal } = this.#parts
    if (kind === 'run') this.#forgetExpired()
    else if (this.keysOf(kind, principal).length >= maxLiveKeys) {
      throw new RangeError(`${principal} has ${maxLiveKeys} live keys; revoke one first`)
    }
    const { id, key, hash } = makeKey(kind)
    const credential: Credential = {
      id,
      kind,
      principal,
      run: run ?? null,
      hash,
      expiresAtMs: expiresAtMs ?? null,
    }
    const subject = kind === 'person' ? await journal.pseudonymOf(`person:${principal}`) : principal
    // Nobody has seen the key yet: should the entry fail, what is kept of it opens nothing.
    if (this.#isKept(kind)) await this.#credentials.add(credential)
    try {
      const data = { key: id, for: kind, principal: subject, run, expiresAtMs }
      await journal.append({ kind: 'key.issued', data })
    } catch (error) {
      if (this.#isKept(kind)) await this.#credentials.remove(id)
      throw error
    }
    this.#live.set(id, credential)
    return { id, key }
  }

  /** Takes effect at once, and is recorded next: a key that leaked must not live on because the disk is full. */
  async revoke(id: string): Promise<boolean> {
    const known = this.#live.get(id)
    if (known === undefined) return false
    this.#live.delete(id)
    if (this.#isKept(known.kind)) await this.#credentials.remove(id)
    await this.#parts.journal.append({ kind: 'key.revoked', data: { key: id } })
    return true
  }

  /** Reads a key that another process issued a moment ago, so that the door that it is shown at knows it. */
  know(key: string): Promise<void> | undefined {
    const { journal } = this.#parts
    const id = journal.isShared ? idOf(key) : undefined
    return id === undefined || this.#live.has(id) ? undefined : this.#read(id)
  }

  keysOf(kind: KeyKind, principal: string): readonly string[] {
    return [...this.#live.values()]
      .filter((credential) => credential.kind === kind && credential.principal === principal)
      .map(({ id }) => id)
  }

  /** The agent behind an agent key or a run key; undefined for every other key, a person's too. */
  authenticateAgent(key: string): Principal | undefined {
    const credential = this.#find(key)
    if (credential === undefined || credential.kind === 'person') return undefined
    const { principal: agent, run } = credential
    if (!this.#parts.organisation().agents.has(agent)) return undefined
    return run === null ? { agent } : { agent, run }
  }

  /** The person behind a person's key; undefined for every other key, an agent's too. */
  authenticatePerson(key: string): Person | undefined {
    const credential = this.#find(key)
    return credential?.kind === 'person' ? this.#parts.organisation().people.get(credential.principal) : undefined
  }

  async close(): Promise<void> {
    this.#stopListening()
    await this.#credentials.close()
  }

  async #read(id: string): Promise<void> {
    const found = await this.#credentials.find(id)
    if (found !== undefined) this.#live.set(id, found)
  }

  #isKept(kind: KeyKind): boolean {
    return kind !== 'run' || this.#parts.journal.isShared
  }

  /** Nobody revokes a run key that merely ran out, and agents make as many as they like. */
  #forgetExpired(): void {
    for (const [id, { kind, expiresAtMs }] of this.#live) {
      if (kind === 'run' && expiresAtMs !== null && expiresAtMs <= this.#parts.now()) this.#live.delete(id)
    }
  }

  #find(key: string): Credential | undefined {
    const id = idOf(key)
    const credential = id === undefined ? undefined : this.#live.get(id)
    if (credential === undefined || !this.#isRight(credential, key)) return undefined
    const expired = credential.expiresAtMs !== null && credential.expiresAtMs <= this.#parts.now()
    return expired ? undefined : credential
  }

  #isRight(credential: Credential, key: string): boolean {
    // Its form was looked at: so many characters, each of one byte.
    encoder.encodeInto(key, given)
    const shown = this.#shown.get(credential)
    if (shown !== undefined) return timingSafeEqual(shown, given)
    if (!timingSafeEqual(credential.hash, hashOf(key))) return false
    if (credential.kind !== 'person') this.#shown.set(credential, given.slice())
    return true
  }
}

interface IdentityParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly now: () => number
}
