// SPDX-License-Identifier: EUPL-1.2
import type { Entry, Journal, Row } from '../../journal/index.ts'
import type { Soon } from '../soon.ts'
import { KeptRun, maxCallsKept } from './kept-run.ts'

const runSql = 'SELECT id, labels, removed FROM runs WHERE id = $1'

const callsSql = `SELECT id, entry, outcome_entry, state, labels, parts, part_labels, released, released_labels FROM calls
  WHERE run = $1 AND entry >= $2 ORDER BY entry DESC LIMIT ${maxCallsKept}`

/** At some 200 bytes each. */
const rowsInMemory = 100_000

/** A run at one moment: its labels, and what it recognises by keyed digest. */
export type Seen = Pick<KeptRun, 'row' | 'known'>

/**
 * Runs, and what they recognise. They are kept in memory, because every call asks for them and a reader of SQLite
 * starts with a cold cache after each commit. If one process has the log, the same fold that makes the tables keeps
 * them up to date. If several share it, each call reads its run again, with those calls that another process may have
 * changed.
 */
export class RunRows {
  readonly #journal: Pick<Journal, 'query' | 'isShared' | 'onEntry'>
  readonly #kept = new Map<string, KeptRun>()
  readonly #maxRows: number
  #told = 0
  #rows = 0
  /** The run that was used last. */
  #newest: string | undefined

  constructor(journal: Pick<Journal, 'query' | 'isShared' | 'onEntry'>, maxRows = rowsInMemory) {
    this.#journal = journal
    this.#maxRows = maxRows
    if (!journal.isShared) journal.onEntry(({ entry }) => this.#follow(entry))
  }

  run(id: string): Soon<Row | undefined> {
    return this.#atHand(id)?.row ?? this.#readRun(id)
  }

  /** A run as its next call finds it; undefined if it was never started. */
  seen(id: string): Soon<Seen | undefined> {
    return this.#atHand(id) ?? (this.#journal.isShared ? this.#readAnew(id) : this.#keep(id))
  }

  /** The same, with what is committed but not yet told to this process. */
  async newest(id: string): Promise<Seen | undefined> {
    const kept = await this.#keep(id)
    if (kept !== undefined) await this.#read(id, kept)
    return kept
  }

  /** The run, if that needs no look at the tables. */
  #atHand(id: string): KeptRun | undefined {
    return this.#journal.isShared ? undefined : this.#known(id)
  }

  async #readRun(id: string): Promise<Row | undefined> {
    if (this.#journal.isShared) return (await this.#journal.query(runSql, id))[0]
    return (await this.#keep(id))?.row
  }

  /**
   * Another process may have changed all of it. The labels are read last, so that they are not older than the calls.
   */
  async #readAnew(id: string): Promise<Seen | undefined> {
    const kept = await this.newest(id)
    const row = await this.#readRun(id)
    return kept === undefined || row === undefined ? undefined : { row, known: (digest) => kept.known(digest) }
  }

  #known(id: string): KeptRun | undefined {
    const known = this.#kept.get(id)
    if (known !== undefined && id !== this.#newest) {
      // The one that was used longest ago goes first.
      this.#kept.delete(id)
      this.#kept.set(id, known)
      this.#newest = id
    }
    return known
  }

  async #keep(id: string): Promise<KeptRun | undefined> {
    const known = this.#known(id)
    if (known !== undefined) return known
    const told = this.#told
    const [row] = await this.#journal.query(runSql, id)
    if (row === undefined) return undefined
    const kept = new KeptRun(row)
    await this.#read(id, kept)
    // An entry that came meanwhile may or may not be in what was read, so that serves only this once.
    if (told !== this.#told || this.#kept.has(id)) return kept
    this.#kept.set(id, kept)
    this.#newest = id
    this.#rows += kept.size
    this.#makeRoom(id)
    return kept
  }

  async #read(id: string, kept: KeptRun): Promise<void> {
    const calls = await this.#journal.query(callsSql, id, kept.openFrom)
    const before = kept.size
    for (const call of calls.toReversed()) kept.take(call)
    this.#grown(id, kept, before)
  }

  #follow(entry: Entry): void {
    this.#told++
    const { run } = entry.data
    const kept = typeof run === 'string' ? this.#kept.get(run) : undefined
    if (typeof run !== 'string' || kept === undefined) return
    try {
      const before = kept.size
      kept.follow(entry)
      this.#grown(run, kept, before)
    } catch {
      // What was read was newer than what is told: the tables know it.
      this.#forget(run)
    }
  }

  #grown(id: string, kept: KeptRun, before: number): void {
    if (this.#kept.get(id) !== kept) return
    this.#rows += kept.size - before
    this.#makeRoom(id)
  }

  /** Runs grow while they are kept, so room is made for their growth as well as for a new one. */
  #makeRoom(id: string): void {
    for (const [oldest] of this.#kept) {
      if (this.#rows <= this.#maxRows) return
      if (oldest !== id) this.#forget(oldest)
    }
  }

  #forget(id: string): void {
    this.#rows -= this.#kept.get(id)?.size ?? 0
    this.#kept.delete(id)
  }
}
