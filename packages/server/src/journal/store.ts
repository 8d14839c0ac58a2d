// SPDX-License-Identifier: EUPL-1.2
import type { TreeNode } from '@sluis/log'
import { type Engine, type Found, isBytes, transaction, type Value } from './engine/engine.ts'
import { JournalError } from './error.ts'
import type { Cell, Row } from './fold/projection.ts'
import { pseudonymLength } from './sealed/days.ts'
import { placeOf, placesOfSpan, type Seal, type SealedAt, spansOf } from './sealed/seals.ts'

/** How far the log is. Recovery starts from it. */
export interface Head {
  readonly size: number
  /** The hashes of the tree's frontier, one after the other. */
  readonly frontier: Uint8Array
  readonly checkpoint: string
  readonly at: number
}

/** The row of `shapes` for the tables of all rooms: no room has this name. */
export const allRooms = '*'

/** The head as it is read, with the tables into which writers fold. */
interface SharedHead extends Head {
  readonly shape: string | undefined
}

export interface StoredEntry {
  readonly index: number
  readonly leaf: Uint8Array
  readonly hash: Uint8Array
}

/** What entries add to the store, made in memory before anything is written. */
interface Additions {
  readonly entries: readonly StoredEntry[]
  readonly nodes: readonly TreeNode[]
  readonly seals: readonly Seal[]
}

/** Tables that are no projections. */
const schema = `
  CREATE TABLE IF NOT EXISTS entries (idx BIGINT PRIMARY KEY, leaf BYTEA NOT NULL, hash BYTEA NOT NULL);
  CREATE TABLE IF NOT EXISTS nodes (level BIGINT NOT NULL, idx BIGINT NOT NULL, hash BYTEA NOT NULL,
    PRIMARY KEY (level, idx));
  CREATE TABLE IF NOT EXISTS head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, frontier BYTEA NOT NULL,
    checkpoint TEXT NOT NULL, at BIGINT NOT NULL);
  CREATE TABLE IF NOT EXISTS series (name TEXT PRIMARY KEY, last BIGINT NOT NULL);
  CREATE TABLE IF NOT EXISTS seals (place BIGINT PRIMARY KEY, subject TEXT NOT NULL, names TEXT NOT NULL,
    sealed BYTEA NOT NULL);
  CREATE TABLE IF NOT EXISTS sealed_spans (subject TEXT NOT NULL, first_place BIGINT NOT NULL,
    PRIMARY KEY (subject, first_place));
  CREATE TABLE IF NOT EXISTS swept_later (subject TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS shapes (room TEXT PRIMARY KEY, shape TEXT NOT NULL);
`

/** Also of one of its days. */
export const isOfSubject = `SUBSTR(seals.subject, 1, ${pseudonymLength}) = sealed_spans.subject`

/**
 * Removes a subject's seals, by its pseudonym. An index on the subject would be written at a random place with each
 * seal.
 */
const forgetSubject = [
  `DELETE FROM seals WHERE place IN (SELECT seals.place FROM sealed_spans CROSS JOIN seals
    WHERE sealed_spans.subject = $1 AND ${isOfSubject}
    AND seals.place >= sealed_spans.first_place AND seals.place < sealed_spans.first_place + ${placesOfSpan})`,
  'DELETE FROM sealed_spans WHERE subject = $1',
]

const insertEntry = 'INSERT INTO entries (idx, leaf, hash) VALUES ($1, $2, $3)'
const insertNode = 'INSERT INTO nodes (level, idx, hash) VALUES ($1, $2, $3)'
const insertSeal = 'INSERT INTO seals (place, subject, names, sealed) VALUES ($1, $2, $3, $4)'
const insertSpan = 'INSERT INTO sealed_spans (subject, first_place) VALUES ($1, $2) ON CONFLICT DO NOTHING'

const pageOfLeaves = 1000

/** The log as rows. Owned by the sequencer: writing functions are called within its transaction. */
export class Store {
  readonly engine: Engine

  private constructor(engine: Engine) {
    this.engine = engine
  }

  static async open(engine: Engine): Promise<Store> {
    await transaction(engine, () => engine.define(schema))
    return new Store(engine)
  }

  async head(): Promise<SharedHead | undefined> {
    const [row] = await this.engine.all(
      `SELECT size, frontier, checkpoint, at, (SELECT shape FROM shapes WHERE room = '${allRooms}') AS shape
       FROM head WHERE id = 1`,
    )
    return row === undefined ? undefined : { ...asHead(row), shape: shapeIn(row) }
  }

  /** The first head of a log, which covers nothing yet. */
  async addHead({ size, frontier, checkpoint, at }: Head): Promise<void> {
    await this.engine.run(
      'INSERT INTO head (id, size, frontier, checkpoint, at) VALUES (1, $1, $2, $3, $4)',
      size,
      frontier,
      checkpoint,
      at,
    )
  }

  /** Compare-and-set: a process that has not seen the newest head adds nothing to it (P11). */
  async advanceHead(from: number, { size, frontier, checkpoint, at }: Head): Promise<void> {
    const changed = await this.engine.run(
      'UPDATE head SET size = $1, frontier = $2, checkpoint = $3, at = $4 WHERE id = 1 AND size = $5',
      size,
      frontier,
      checkpoint,
      at,
      from,
    )
    if (changed !== 1) throw headMoved(from)
  }

  /** Stores the signature over a head that is already committed. */
  async setCheckpoint(size: number, checkpoint: string): Promise<void> {
    const sql = 'UPDATE head SET checkpoint = $1 WHERE id = 1 AND size = $2'
    const changed = await this.engine.run(sql, checkpoint, size)
    if (changed !== 1) throw headMoved(size)
  }

  async add({ entries, nodes, seals }: Additions): Promise<void> {
    await Promise.all([
      this.#insert(insertEntry, entries, ({ index, leaf, hash }) => [index, leaf, hash]),
      this.#insert(insertNode, nodes, ({ level, index, hash }) => [level, index, hash]),
      this.#insert(insertSeal, seals, ({ place, subject, names, sealed }) => [place, subject, names, sealed]),
      this.engine.write(insertSpan, spansOf(seals)),
    ])
  }

  /** The last number of each series. */
  async setLast(series: ReadonlyMap<string, number>): Promise<void> {
    const sql = 'INSERT INTO series (name, last) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET last = excluded.last'
    await this.engine.write(sql, [...series])
  }

  /** The last number of each series; one that has none yet is absent. */
  async lastOf(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = await this.engine.each(
      'SELECT name, last FROM series WHERE name = $1',
      names.map((name) => [name]),
    )
    return new Map(found.flat().map(({ name, last }) => [String(name), Number(last)]))
  }

  /** The seals of an entry, one for each subject that is not erased. */
  async seals(index: number): Promise<readonly Seal[]> {
    const sql = 'SELECT place, subject, names, sealed FROM seals WHERE place >= $1 AND place < $2 ORDER BY place'
    return (await this.engine.all(sql, placeOf(index), placeOf(index + 1))).map(asSeal)
  }

  /** The same without the sealed content, which may be megabytes. */
  async sealed(index: number): Promise<readonly SealedAt[]> {
    const sql = `SELECT place, subject, names, CAST(LENGTH(sealed) AS BIGINT) AS bytes FROM seals
      WHERE place >= $1 AND place < $2 ORDER BY place`
    const found = await this.engine.all(sql, placeOf(index), placeOf(index + 1))
    return found.map(({ place, subject, names, bytes }) => ({
      ...{ place: Number(place), subject: String(subject), names: String(names), bytes: Number(bytes) },
    }))
  }

  /** Undefined when it was erased. */
  async sealAt(place: number): Promise<Seal | undefined> {
    const [row] = await this.engine.all('SELECT place, subject, names, sealed FROM seals WHERE place = $1', place)
    return row && asSeal(row)
  }

  async forgetSubject(pseudonym: string): Promise<void> {
    for (const sql of forgetSubject) await this.engine.write(sql, [[pseudonym]])
  }

  /** Notes the days of runs whose keys go with this transaction, by the pseudonyms of those days. */
  async leaveToSweep(ofDays: readonly string[]): Promise<void> {
    const sql = 'INSERT INTO swept_later (subject) VALUES ($1) ON CONFLICT DO NOTHING'
    await this.engine.write(
      sql,
      ofDays.map((ofDay) => [ofDay]),
    )
  }

  /** Some of the days whose keys are gone and whose seals may still be there. */
  async toSweep(): Promise<readonly string[]> {
    const found = await this.engine.all('SELECT subject FROM swept_later ORDER BY subject LIMIT 64')
    return found.map(({ subject }) => String(subject))
  }

  async hasSealedAfter(pseudonym: string, index: number): Promise<boolean> {
    const place = placeOf(index + 1)
    const sql = `SELECT seals.place FROM sealed_spans CROSS JOIN seals
      WHERE sealed_spans.subject = $1 AND sealed_spans.first_place >= $2 AND ${isOfSubject}
      AND seals.place >= sealed_spans.first_place AND seals.place < sealed_spans.first_place + ${placesOfSpan}
      AND seals.place >= $3 LIMIT 1`
    return (await this.engine.all(sql, pseudonym, place - (place % placesOfSpan), place)).length > 0
  }

  async hashAt(index: number): Promise<Uint8Array | undefined> {
    const [row] = await this.engine.all('SELECT hash FROM entries WHERE idx = $1', index)
    return isBytes(row?.hash) ? row.hash : undefined
  }

  /** One past the newest entry. Counting them would read the whole log, gigabytes of it, at every start. */
  async end(): Promise<number> {
    const [newest] = await this.engine.all('SELECT idx FROM entries ORDER BY idx DESC LIMIT 1')
    return newest === undefined ? 0 : Number(newest.idx) + 1
  }

  /** The leaves from one index up to but not with another, read page by page. */
  async *leaves(from: number, to: number): AsyncGenerator<{ readonly index: number; readonly leaf: Uint8Array }> {
    for (let start = from; start < to; start += pageOfLeaves) {
      const end = Math.min(start + pageOfLeaves, to)
      const page = await this.engine.all(
        'SELECT idx, leaf FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx',
        start,
        end,
      )
      for (const { idx, leaf } of page) {
        if (typeof idx !== 'number' || !isBytes(leaf)) throw new JournalError('damaged', 'an entry has not its shape')
        yield { index: idx, leaf }
      }
    }
  }

  async #insert<T>(sql: string, items: readonly T[], values: (item: T) => readonly Value[]) {
    if (items.length > 0) await this.engine.write(sql, items.map(values))
  }
}

function headMoved(from: number): JournalError {
  return new JournalError('unwritable', {
    nl: `de kop van het log staat niet meer op ${from}`,
    en: `the head is no longer at ${from}`,
  })
}

function asHead({ size, frontier, checkpoint, at }: Found): Head {
  if (typeof size !== 'number' || typeof at !== 'number' || typeof checkpoint !== 'string' || !isBytes(frontier)) {
    throw new JournalError('damaged', 'the stored head has not its shape')
  }
  return { size, frontier, checkpoint, at }
}

function shapeIn({ shape }: Found): string | undefined {
  return typeof shape === 'string' ? shape : undefined
}

export function asSeal({ place, subject, names, sealed }: Found): Seal {
  if (typeof place !== 'number' || !isBytes(sealed)) {
    throw new JournalError('damaged', 'what an entry sealed has not its shape')
  }
  return { place, subject: String(subject), names: String(names), sealed }
}

/** A row of a projection: text, whole numbers and nothing else. */
export function asRow(found: Found): Row {
  const row: Record<string, Cell> = {}
  for (const [column, cell] of Object.entries(found)) {
    if (typeof cell !== 'string' && typeof cell !== 'number' && cell !== null) {
      throw new JournalError('damaged', `column ${column} of a projection holds neither text nor a number`)
    }
    row[column] = cell
  }
  return row
}
