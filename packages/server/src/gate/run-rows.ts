// SPDX-License-Identifier: EUPL-1.2
import { type Change, type Entry, integer, type Journal, type Row, text } from '../journal/index.ts'
import { unlabelled } from './labels/fold.ts'
import { calls } from './projection.ts'

/** Something that was released to a run or brought by it, with the labels that it carries, as they stand in leaves. */
export interface Part {
  readonly digest: string
  readonly labels: string
  readonly entry: number
}

const runSql = 'SELECT id, labels, removed FROM runs WHERE id = $1'

/** One statement, so that the run and its parts are of one moment. */
const wholeSql = `SELECT runs.id, runs.labels, runs.removed, runs.parts, part.slot, part.digest,
  part.labels AS part_labels, part.entry FROM runs LEFT JOIN run_parts AS part ON part.run = runs.id WHERE runs.id = $1`

/** Most turns add a few pieces to a conversation whose others are asked for in the same breath. */
const sizesOfQuery = [8, 64] as const
const perQuery = 64
const placesOf = (size: number): string => Array.from({ length: size }, (_, at) => `$${at + 2}`).join(', ')
const partsSql = new Map(
  sizesOfQuery.map((size) => [
    size,
    `SELECT digest, labels, entry FROM run_parts WHERE run = $1 AND digest IN (${placesOf(size)})`,
  ]),
)

/** At some 200 bytes each. */
const rowsInMemory = 100_000

/**
 * The rows of runs and of their parts. Where one process has the log they are also kept in memory, by the very fold that
 * makes them: every call asks for them, and a reader of SQLite starts with a cold cache after each commit. Where several
 * share it they are read at each call, because another may serve the same run.
 */
export class RunRows {
  readonly #journal: Pick<Journal, 'query' | 'isShared' | 'onEntry'>
  readonly #kept = new Map<string, KeptRun>()
  /** The rows of calls without an outcome, which says what it releases only together with them. */
  readonly #open = new Map<string, Row>()
  readonly #maxRows: number
  #told = 0
  #rows = 0

  constructor(journal: Pick<Journal, 'query' | 'isShared' | 'onEntry'>, maxRows = rowsInMemory) {
    this.#journal = journal
    this.#maxRows = maxRows
    if (!journal.isShared) journal.onEntry(({ entry }) => this.#follow(entry))
  }

  async run(id: string): Promise<Row | undefined> {
    const kept = await this.#keep(id)
    if (kept !== undefined) return kept.row
    const [row] = await this.#journal.query(runSql, id)
    return row
  }

  async parts(run: string, digests: readonly string[]): Promise<readonly Part[]> {
    const kept = await this.#keep(run)
    return kept === undefined ? await this.newestParts(run, digests) : digests.flatMap((digest) => kept.known(digest))
  }

  /** What is committed, though this process may not have been told of it yet. */
  async newestParts(run: string, digests: readonly string[]): Promise<readonly Part[]> {
    const found: Part[] = []
    for (let at = 0; at < digests.length; at += perQuery) {
      const some = digests.slice(at, at + perQuery)
      const size = some.length <= sizesOfQuery[0] ? sizesOfQuery[0] : perQuery
      const padding = Array.from({ length: size - some.length }, () => '')
      const rows = await this.#journal.query(partsSql.get(size) ?? '', run, ...some, ...padding)
      for (const row of rows) found.push(partOf(row, 'labels'))
    }
    return found
  }

  async #keep(id: string): Promise<KeptRun | undefined> {
    if (this.#journal.isShared) return undefined
    const known = this.#kept.get(id)
    if (known !== undefined) {
      // The one that was used longest ago is the first to go.
      this.#kept.delete(id)
      this.#kept.set(id, known)
      return known
    }
    const told = this.#told
    const rows = await this.#journal.query(wholeSql, id)
    const [row] = rows
    // An entry that came meanwhile may or may not stand in these rows.
    if (row === undefined || told !== this.#told) return undefined
    const kept = new KeptRun(row, rows)
    this.#kept.set(id, kept)
    this.#rows += kept.size
    this.#makeRoom(id)
    return kept
  }

  /** Runs grow while they are kept, so room is made for what comes to one as well as for a new one. */
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

  #follow(entry: Entry): void {
    this.#told++
    const { run, call } = entry.data
    if (typeof run !== 'string') return
    const kept = this.#kept.get(run)
    const rows = (table: string, key: unknown): Row | undefined => {
      if (table === 'runs') return kept?.row ?? { id: run, ...unlabelled }
      return table === 'calls' && entry.kind === 'call.ended' ? this.#open.get(String(key)) : undefined
    }
    const isEnd = entry.kind === 'call.ended'
    if (kept === undefined && entry.kind !== 'call.allowed' && !isEnd) return
    try {
      const before = kept?.size ?? 0
      for (const change of kept === undefined && isEnd ? [] : calls.apply(entry, rows)) {
        if ('put' in change && change.put === 'calls') this.#note(change.row)
        kept?.take(change, entry.index)
      }
      this.#rows += (kept?.size ?? 0) - before
      this.#makeRoom(run)
    } catch {
      // It follows on something that was never seen here: the tables know it.
      this.#forget(run)
    }
    if (isEnd) this.#open.delete(String(call))
  }

  #note(row: Row): void {
    if (row.state === 'allowed') this.#open.set(text(row, 'id'), row)
  }
}

/** One run and its parts, as the fold left them. */
class KeptRun {
  row: Row
  readonly #slots = new Map<number, Part>()
  readonly #byDigest = new Map<string, Part[]>()
  /** What came up to here stands in the rows that were read: they may be ahead of what was told. */
  readonly #through: number

  constructor({ id = null, labels = null, removed = null, parts = null }: Row, rows: readonly Row[]) {
    this.row = { id, labels, removed, parts }
    for (const row of rows) if (row.slot !== null) this.#put(integer(row, 'slot'), partOf(row, 'part_labels'))
    this.#through = rows.reduce((last, { entry }) => (typeof entry === 'number' ? Math.max(last, entry) : last), -1)
  }

  get size(): number {
    return 1 + this.#slots.size
  }

  known(digest: string): readonly Part[] {
    return this.#byDigest.get(digest) ?? []
  }

  take(change: Change, entry: number): void {
    if (!('put' in change) || entry <= this.#through) return
    if (change.put === 'runs') this.row = change.row
    if (change.put === 'run_parts') this.#put(integer(change.row, 'slot'), partOf(change.row, 'labels'))
  }

  #put(slot: number, part: Part): void {
    const before = this.#slots.get(slot)
    if (before !== undefined) {
      const others = this.known(before.digest).filter((other) => other !== before)
      if (others.length === 0) this.#byDigest.delete(before.digest)
      else this.#byDigest.set(before.digest, others)
    }
    this.#slots.set(slot, part)
    this.#byDigest.set(part.digest, [...this.known(part.digest), part])
  }
}

function partOf(row: Row, labels: 'labels' | 'part_labels'): Part {
  return { digest: text(row, 'digest'), labels: text(row, labels), entry: integer(row, 'entry') }
}
