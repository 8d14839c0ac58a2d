// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal, openBeside } from '../journal/index.ts'
import type { Organisation, Person } from '../organisation/index.ts'
import { type Credential, Credentials } from './credentials.ts'
import { idOf, type KeyKind, makeKey } from './key.ts'
import { type KeyView, keyViews } from './key-view.ts'
import { LiveKeys } from './live-keys.ts'
import { machine, maxLiveKeys } from './projection.ts'

export interface Principal {
  readonly agent: string
  /** The run that a run key is bound to. */
  readonly run?: string
  /** The agent key that was shown, or under which the run key was made; absent for runs of tasks. */
  readonly key?: string
}

export interface IssuedKey {
  readonly id: string
  /** Shown once; only its hash is kept. */
  readonly key: string
  readonly expiresAtMs?: number
}

interface KeyRequest {
  readonly kind: KeyKind
  readonly principal: string
  readonly run?: string
  /** The agent key that asks for a run key; the run key ends with it. */
  readonly parent?: string
  readonly expiresAtMs?: number
  /** The person who makes it; absent when it is made on the machine itself. */
  readonly by?: string
}

/** What happened to somebody's key, for the room that tells them. */
export interface KeyNews {
  readonly became: 'issued' | 'revoked'
  readonly kind: KeyKind
  readonly holder: string
  /** Absent when it was done on the machine itself. */
  readonly by?: string
}

interface IdentityParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly now: () => number
  /** Called for each key that this process made or ended, once that is recorded. */
  readonly tell?: (news: KeyNews) => void
}

/**
 * Who calls. Keys are kept as hashes, in a table that is no projection: a hash has no place in a public log. Issuing and
 * revoking a key are entries, and only a key that the log has in force opens anything. Agents and people can't use each
 * other's keys.
 */
export class Identity {
  readonly #credentials: Credentials
  readonly #parts: IdentityParts
  readonly #live: LiveKeys
  /** Keys that ended here but whose end is not recorded yet; revoking them again retries that. */
  readonly #unrecorded = new Map<string, Credential>()
  readonly #onEnd = new Set<(id: string) => void>()
  readonly #stopListening: () => void
  /** Counts the revocations heard from other processes, so that a credential read before one is read again. */
  #revocations = 0

  private constructor(credentials: Credentials, parts: IdentityParts) {
    this.#credentials = credentials
    this.#parts = parts
    this.#live = new LiveKeys(parts.now)
    this.#stopListening = parts.journal.onEntry(({ entry }, isOurs) => {
      // A key that another process revokes ends here too, and one that it issues works here too.
      const id = String(entry.data.key)
      if (!isOurs && entry.kind === 'key.revoked') {
        this.#revocations++
        this.#end(id)
      }
      if (!isOurs && entry.kind === 'key.issued') this.#read(id).catch(() => undefined)
    })
  }

  static async open(parts: IdentityParts): Promise<Identity> {
    const { place, isShared } = parts.journal
    const credentials = await Credentials.open(openBeside(place, 'identity'), isShared)
    const identity = new Identity(credentials, parts)
    await identity.#restore()
    return identity
  }

  /**
   * Makes a key. Run keys live in memory only, unless other processes must know them too: a restart ends them, and their
   * holder asks for a new one. Throws `Conflict`: `keys-enough`, `key-held`, `key-ended`, `expiry-past`.
   */
  async issue({ kind, principal, run, parent, by, ...wish }: KeyRequest): Promise<IssuedKey> {
    const { journal, now } = this.#parts
    const expiresAtMs = this.#expiryOf(wish, parent)
    if (expiresAtMs !== undefined && expiresAtMs <= now()) throw new Conflict('expiry-past', 'that moment is over')
    if (kind === 'run') this.#live.forgetRunsThatRanOut()
    else if (this.keysOf(kind, principal).length >= maxLiveKeys) {
      throw new Conflict('keys-enough', `${principal} has ${maxLiveKeys} live keys; revoke one first`)
    }
    const { id, key, hash } = makeKey(kind)
    const own = { id, kind, principal, run: run ?? null, parent: parent ?? null }
    const credential: Credential = { ...own, hash, expiresAtMs: expiresAtMs ?? null }
    const recorded = kind === 'run' ? { from: parent } : { by: await this.#nameOf(by) }
    const data = { key: id, for: kind, principal: await this.#subjectOf(credential), run, expiresAtMs, ...recorded }
    // Nobody has seen the key yet: if the entry fails, the stored credential opens nothing.
    if (this.#isKept(kind)) await this.#credentials.add(credential)
    try {
      await journal.append({ kind: 'key.issued', data })
    } catch (error) {
      if (this.#isKept(kind)) await this.#credentials.remove(id)
      throw error
    }
    // The parent key may have been revoked while this was being written.
    if (parent !== undefined && !this.isLive(parent)) throw new Conflict('key-ended', `the key ${parent} was revoked`)
    this.#live.add(credential)
    this.#tell('issued', credential, by)
    return expiresAtMs === undefined ? { id, key } : { id, key, expiresAtMs }
  }

  /**
   * Takes effect at once, also for the run keys made under the key, and is recorded next: a leaked key must not live on
   * because the disk is full. Calling it again after a failure to record tries to record it again.
   */
  async revoke(id: string, by?: string): Promise<boolean> {
    const known = this.#live.get(id) ?? this.#unrecorded.get(id)
    if (known === undefined) return false
    this.#unrecorded.set(id, known)
    this.#end(id)
    // If the row stays, it opens nothing: the log says that the key ended.
    if (this.#isKept(known.kind)) await this.#credentials.remove(id).catch(() => undefined)
    await this.#recordRevoked(known, by)
    this.#unrecorded.delete(id)
    this.#tell('revoked', known, by)
    return true
  }

  /** Called with the id of every key that is revoked from now on, here or at another process. */
  onEnd(listener: (id: string) => void): () => void {
    this.#onEnd.add(listener)
    return () => this.#onEnd.delete(listener)
  }

  /** Reads a key that another process issued a moment ago, so that this process knows it when it is first used here. */
  know(key: string): Promise<void> | undefined {
    const { journal } = this.#parts
    const id = journal.isShared ? idOf(key) : undefined
    return id === undefined || this.#live.has(id) ? undefined : this.#read(id)
  }

  keysOf(kind: KeyKind, principal: string): readonly string[] {
    return this.#live
      .allInForce()
      .filter((credential) => credential.kind === kind && credential.principal === principal)
      .map(({ id }) => id)
  }

  /** The keys of agents and people that are in force, the oldest first. */
  async keys(): Promise<readonly KeyView[]> {
    const { journal } = this.#parts
    return await keyViews(journal, this.#live, await journal.query('SELECT * FROM keys ORDER BY issued_at, id'))
  }

  /** The keys of one agent or person. */
  async keysHeldBy(kind: KeyView['kind'], holder: string): Promise<readonly KeyView[]> {
    const ids = this.keysOf(kind, holder)
    const { journal } = this.#parts
    const rows = await Promise.all(ids.map((id) => journal.query('SELECT * FROM keys WHERE id = $1', id)))
    return await keyViews(journal, this.#live, rows.flat())
  }

  /** The holder of the key with that id, also while its end is not recorded yet; undefined for keys of runs. */
  holderOf(id: string): Pick<KeyView, 'kind' | 'holder'> | undefined {
    const known = this.#live.inForce(id) ?? this.#unrecorded.get(id)
    return known === undefined || known.kind === 'run' ? undefined : { kind: known.kind, holder: known.principal }
  }

  isLive(id: string): boolean {
    return this.#live.inForce(id) !== undefined
  }

  /** The agent behind an agent key or a run key; undefined for every other key, a person's too. */
  authenticateAgent(key: string): Principal | undefined {
    const credential = this.#live.opened(key)
    if (credential === undefined || credential.kind === 'person') return undefined
    const { id, kind, principal: agent, run, parent } = credential
    if (!this.#parts.organisation().agents.has(agent)) return undefined
    if (kind === 'agent') return { agent, key: id }
    if (run === null) return undefined
    return parent === null ? { agent, run } : { agent, run, key: parent }
  }

  /** The person behind a person's key; undefined for every other key, an agent's too. */
  authenticatePerson(key: string): Person | undefined {
    return this.#personOf(this.#live.opened(key))
  }

  /** The person who signed in with the key of that id, as long as the key is in force. */
  personBehind(id: string): Person | undefined {
    return this.#personOf(this.#live.inForce(id))
  }

  async close(): Promise<void> {
    this.#stopListening()
    await this.#credentials.close()
  }

  /**
   * The log says which keys are in force, the table holds the credentials. A key that is only in the table was revoked,
   * or never given to anybody; one that is only in the log is lost, and that is recorded.
   */
  async #restore(): Promise<void> {
    const now = this.#parts.now()
    const revocations = this.#revocations
    // The log before the table: a key that another process makes in between is then heard of, and not taken for lost.
    const rows = await this.#parts.journal.query('SELECT id, kind, principal, expires_at FROM keys')
    const stored = await this.#credentials.live(now)
    if (this.#revocations !== revocations) return await this.#restore()
    const recorded = new Set(rows.map(({ id }) => String(id)))
    for (const one of stored) {
      const standsOn = standsOnOf(one)
      if (standsOn === null || recorded.has(standsOn)) this.#live.add(one)
    }
    for (const { id, kind, principal, expires_at } of rows) {
      const isOver = expires_at !== null && Number(expires_at) <= now
      if (isOver || this.#live.has(String(id))) continue
      const data = { key: id, for: kind, principal, by: machine, because: 'lost' }
      await this.#parts.journal.append({ kind: 'key.revoked', data })
    }
  }

  async #read(id: string): Promise<void> {
    const revocations = this.#revocations
    const found = await this.#credentials.find(id)
    const standsOn = found === undefined ? null : standsOnOf(found)
    const isRecorded = standsOn === null || (await this.#isRecorded(standsOn))
    if (this.#revocations !== revocations) return await this.#read(id)
    if (found !== undefined && isRecorded && !this.#unrecorded.has(id)) this.#live.add(found)
  }

  async #isRecorded(id: string): Promise<boolean> {
    return (await this.#parts.journal.query('SELECT id FROM keys WHERE id = $1', id)).length > 0
  }

  async #recordRevoked(known: Credential, by: string | undefined): Promise<void> {
    const { id, kind } = known
    const whose =
      kind === 'run' ? {} : { for: kind, principal: await this.#subjectOf(known), by: await this.#nameOf(by) }
    await this.#parts.journal.append({ kind: 'key.revoked', data: { key: id, ...whose } })
  }

  #end(id: string): void {
    this.#live.end(id)
    for (const listener of this.#onEnd) listener(id)
  }

  #tell(became: KeyNews['became'], { kind, principal: holder }: Credential, by: string | undefined): void {
    this.#parts.tell?.({ became, kind, holder, ...(by === undefined ? {} : { by }) })
  }

  #subjectOf({ kind, principal }: Credential): string | Promise<string> {
    return kind === 'person' ? this.#nameOf(principal) : principal
  }

  /** The name of a person in the log, a pseudonym; whoever runs the machine needs no other name there. */
  async #nameOf(person: string | undefined): Promise<string> {
    return person === undefined ? machine : await this.#parts.journal.pseudonymOf(`person:${person}`)
  }

  /** A run key ends with the key that it was made under. */
  #expiryOf({ expiresAtMs }: Pick<KeyRequest, 'expiresAtMs'>, parent: string | undefined): number | undefined {
    const last = parent === undefined ? undefined : this.#live.get(parent)?.expiresAtMs
    const all = [expiresAtMs, last].filter((at) => typeof at === 'number')
    return all.length === 0 ? undefined : Math.min(...all)
  }

  #isKept(kind: KeyKind): boolean {
    return kind !== 'run' || this.#parts.journal.isShared
  }

  #personOf(credential: Credential | undefined): Person | undefined {
    return credential?.kind === 'person' ? this.#parts.organisation().people.get(credential.principal) : undefined
  }
}

/**
 * The key that the log must have in force for this one to work; null for keys of runs of tasks, which the log doesn't
 * know.
 */
function standsOnOf({ id, kind, parent }: Credential): string | null {
  return kind === 'run' ? parent : id
}
