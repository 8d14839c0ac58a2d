// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { pseudonymIn } from '@sluis/log'
import { canonicalJson } from '../canonical-json.ts'
import { type Engine, type Found, isBytes, transaction } from '../engine/engine.ts'
import type { Entry } from '../entry.ts'
import { JournalError } from '../error.ts'
import { writeDisclosure } from '../leaf.ts'
import { keyNameOn, likeRunDay, onDay, pseudonymLength, type RunDays, runDayIn } from './days.ts'
import { keyedDigest } from './sealing.ts'

/** A data subject as the log knows them: by a name that means nothing without its key. */
export interface Subject {
  readonly subject: string
  readonly pseudonym: string
  readonly key: Buffer
}

const maxKnown = 20_000

/**
 * A subject's own key, and those of its days, named pseudonym@day: `A` is the character after `@`. LIKE would read
 * every key.
 */
const isOfSubject = "pseudonym = $1 OR (pseudonym >= $1 || '@' AND pseudonym < $1 || 'A')"

export const forgetKeys = `DELETE FROM subjects WHERE ${isOfSubject}`

/**
 * The keys that seal disclosures, one for each data subject. They are kept apart from what they seal, so that backups
 * of keys can have their own rotation. Destroying a row erases all that was sealed under it. Owned by the sequencer.
 */
export class Vault {
  /** Whether the keys are in a store of their own, whose commits are separate from the log's. */
  readonly isApart: boolean
  readonly #engine: Engine
  readonly #known = new Map<string, Subject>()
  readonly #fresh: Subject[] = []
  readonly #doomed = new Set<string>()
  /** Keys that the log says are destroyed, and that are still in the store: nothing may be sealed under them. */
  readonly #owed = new Set<string>()

  private constructor(engine: Engine, isApart: boolean) {
    this.#engine = engine
    this.isApart = isApart
  }

  static async open(engine: Engine, isApart: boolean): Promise<Vault> {
    const schema = `CREATE TABLE IF NOT EXISTS subjects (
      subject TEXT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE, key BYTEA NOT NULL)`
    await transaction(engine, () => engine.define(schema))
    return new Vault(engine, isApart)
  }

  /** Reads the keys of these subjects, if they have one, so that `need` knows them. */
  async load(subjects: readonly string[]): Promise<void> {
    const isUnknown = (subject: string) => !this.#known.has(subject)
    if (!subjects.some(isUnknown)) return
    this.#makeRoom()
    const unknown = [...new Set(subjects)].filter(isUnknown)
    const found = await this.#engine.each(
      'SELECT subject, pseudonym, key FROM subjects WHERE subject = $1',
      unknown.map((subject) => [subject]),
    )
    for (const subject of found.flat().map(asSubject)) if (!this.#owed.has(subject.pseudonym)) this.#remember(subject)
  }

  /** The same for the keys of a day, which `needOn` then knows. */
  async loadOn(day: string, subjects: readonly string[]): Promise<void> {
    const names = subjects.map((subject) => keyNameOn(day, subject))
    if (names.every((name) => this.#known.has(name))) return
    await this.load([...names, ...subjects])
  }

  find(subject: string): Subject | undefined {
    return this.#known.get(subject)
  }

  /**
   * The subject's key, made on first use. Only after `load`: a subject whose key was not read would get a second one.
   */
  need(subject: string): Subject {
    const known = this.#known.get(subject)
    if (known !== undefined) return known
    const key = randomBytes(32)
    return this.#make(subject, pseudonymIn(nameUnder(key, subject)), key)
  }

  /** The key that seals for a subject on a day. Only after `loadOn`. */
  needOn(day: string, subject: string): Subject {
    const name = keyNameOn(day, subject)
    if (name === subject) return this.need(subject)
    return this.#known.get(name) ?? this.#make(name, onDay(day, this.need(subject).pseudonym), randomBytes(32))
  }

  #make(subject: string, pseudonym: string, key: Buffer): Subject {
    const fresh = { subject, pseudonym, key }
    this.#fresh.push(fresh)
    return this.#remember(fresh)
  }

  /** The pseudonyms under which a subject has keys: its own, and those of its days. */
  async keptUnder(pseudonym: string): Promise<readonly string[]> {
    const found = await this.#engine.all(`SELECT pseudonym FROM subjects WHERE ${isOfSubject}`, pseudonym)
    return found.map((row) => String(row.pseudonym))
  }

  /** The next days of runs that have a key, in the order of their names, and where the next page begins. */
  async runDays(after: string, limit: number): Promise<RunDays> {
    const sql = `SELECT subject FROM subjects WHERE subject LIKE '${likeRunDay}' AND subject > $1 ORDER BY subject LIMIT $2`
    const names = (await this.#engine.all(sql, after, limit)).map(({ subject }) => String(subject))
    const days = names.flatMap((name) => runDayIn(name) ?? [])
    const last = names.at(-1)
    return last === undefined || names.length < limit ? { days } : { days, next: last }
  }

  /** Asks the store and not the memory: another process that shares the store may have destroyed the key. */
  async keyOf(pseudonym: string): Promise<Buffer | undefined> {
    if (this.#owed.has(pseudonym)) return undefined
    const [row] = await this.#engine.all('SELECT subject, pseudonym, key FROM subjects WHERE pseudonym = $1', pseudonym)
    return row === undefined ? undefined : asSubject(row).key
  }

  /** Makes no key; one that the log says is destroyed does not count. */
  async knownAs(subject: string): Promise<string | undefined> {
    const [row] = await this.#engine.all('SELECT pseudonym FROM subjects WHERE subject = $1', subject)
    return row === undefined || this.#owed.has(String(row.pseudonym)) ? undefined : String(row.pseudonym)
  }

  /** Which of these have a key. */
  async known(pseudonyms: readonly string[]): Promise<readonly string[]> {
    const found = await this.#engine.each(
      'SELECT pseudonym FROM subjects WHERE pseudonym = $1',
      pseudonyms.map((pseudonym) => [pseudonym]),
    )
    return found.flat().map(({ pseudonym }) => String(pseudonym))
  }

  /** Whether all of these have a key that the log does not say is destroyed. */
  async keeps(pseudonyms: readonly string[]): Promise<boolean> {
    const wanted = [...new Set(pseudonyms)]
    if (wanted.some((pseudonym) => this.#owed.has(pseudonym))) return false
    return (await this.known(wanted)).length === wanted.length
  }

  async subjectOf(pseudonym: string): Promise<string | undefined> {
    if (this.#owed.has(pseudonym)) return undefined
    const [row] = await this.#engine.all('SELECT subject FROM subjects WHERE pseudonym = $1', pseudonym)
    return row === undefined ? undefined : String(row.subject)
  }

  /**
   * The disclosure of which a pseudonym is the digest; undefined for a pseudonym without a key, and for one that was
   * drawn at random.
   */
  async nameOf(pseudonym: string): Promise<string | undefined> {
    const [row] = await this.#engine.all('SELECT subject, pseudonym, key FROM subjects WHERE pseudonym = $1', pseudonym)
    if (row === undefined || this.#owed.has(pseudonym)) return undefined
    const { subject, key } = asSubject(row)
    const name = nameUnder(key, subject)
    return pseudonymIn(name) === pseudonym ? name : undefined
  }

  /** Called before the commit of what they sealed: new keys must be durable no later. */
  async writeFresh(): Promise<void> {
    if (this.#fresh.length === 0) return
    const sql = 'INSERT INTO subjects (subject, pseudonym, key) VALUES ($1, $2, $3)'
    const rows = this.#fresh.map(({ subject, pseudonym, key }) => [subject, pseudonym, key])
    await this.#write(() => this.#engine.write(sql, rows))
  }

  /**
   * The log's commit is durable. So are the keys that `writeFresh` wrote, and doomed keys must go, whatever comes
   * between.
   */
  committed(): void {
    this.#fresh.length = 0
    for (const pseudonym of this.#doomed) this.#owed.add(pseudonym)
    this.#doomed.clear()
  }

  /** Forgets keys that no commit made durable; what they sealed was not written either. */
  rollback(): void {
    for (const { subject } of this.#fresh) this.#known.delete(subject)
    this.#fresh.length = 0
    this.#doomed.clear()
  }

  /** Marks keys to be destroyed with the entry that says so. */
  doom(pseudonyms: readonly string[]): void {
    for (const pseudonym of pseudonyms) this.#doomed.add(pseudonym)
    this.#forget(pseudonyms)
  }

  /**
   * Destroys them with the entry's commit, or after it if the keys are in a store of their own: never before the log
   * says so.
   */
  async destroyDoomed(): Promise<void> {
    const rows = [...this.#doomed, ...this.#owed].map((pseudonym) => [pseudonym])
    if (rows.length === 0) return
    await this.#write(() => this.#engine.write('DELETE FROM subjects WHERE pseudonym = $1', rows))
    this.#doomed.clear()
    this.#owed.clear()
  }

  /** Another process may have destroyed keys with this entry: nothing is sealed or found under them any more. */
  follow({ kind, data }: Pick<Entry, 'kind' | 'data'>): void {
    if (kind === 'subject.erased') this.#forget([String(data.subject)])
    if (kind !== 'content.expired' || !Array.isArray(data.runs)) return
    for (const run of data.runs) this.#known.delete(keyNameOn(String(data.day), `run:${run}`))
  }

  /** The keys of a subject's days go with its own. */
  #forget(pseudonyms: readonly string[]): void {
    const gone = new Set(pseudonyms)
    for (const [subject, { pseudonym }] of this.#known) {
      if (gone.has(pseudonym) || gone.has(pseudonym.slice(0, pseudonymLength))) this.#known.delete(subject)
    }
  }

  async #write(work: () => Promise<unknown>): Promise<void> {
    if (this.isApart) await transaction(this.#engine, work)
    else await work()
  }

  #remember(subject: Subject): Subject {
    this.#known.set(subject.subject, subject)
    return subject
  }

  /** Never between `load` and `need`, and never drops a fresh key: it is nowhere else yet. */
  #makeRoom(): void {
    if (this.#known.size <= maxKnown) return
    this.#known.clear()
    for (const fresh of this.#fresh) this.#known.set(fresh.subject, fresh)
  }
}

/**
 * RFC 9901 §4.2.1: the disclosure that shows an outsider whom a pseudonym stands for. Its salt follows from the key, so
 * that nobody can show it once the key is destroyed. Salts of parts are made from JSON, so no part has this salt.
 */
function nameUnder(key: Buffer, subject: string): string {
  const salt = keyedDigest(key, `subject ${subject}`)
  return Buffer.from(writeDisclosure(salt, 'subject', canonicalJson(subject))).toString('base64url')
}

function asSubject({ subject, pseudonym, key }: Found): Subject {
  if (!isBytes(key)) throw new JournalError('damaged', 'a key of the vault is no bytes')
  return { subject: String(subject), pseudonym: String(pseudonym), key: Buffer.from(key) }
}
