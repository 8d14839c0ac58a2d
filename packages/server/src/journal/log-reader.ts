// SPDX-License-Identifier: EUPL-1.2
import { encodeBundle, hashLength, parseCheckpoint, parseNote, type Tile, tilePath, tileWidth } from '@sluis/log'
import { isBytes, type Reader } from './engine/engine.ts'
import type { Entry } from './entry.ts'
import { JournalError } from './error.ts'
import { decodeLeaf } from './leaf.ts'
import { pseudonymLength } from './sealed/days.ts'
import { entryAt, placeOf, placesOfSpan } from './sealed/seals.ts'

/** The fields that one subject sealed with one entry. */
interface SealedNames {
  readonly index: number
  readonly names: readonly string[]
}

/** The pseudonym of a seal, also of a seal of a day. */
const ofSubject = `SUBSTR(subject, 1, ${pseudonymLength})`

/** Reads the log as others see it (tlog-tiles), from a connection that only reads. */
export class LogReader {
  readonly #all: Reader['all']

  constructor(reader: Pick<Reader, 'all'>) {
    this.#all = (sql, ...values) => reader.all(sql, ...values)
  }

  /** The newest signed note. Nobody was told that anything unsigned after it was written. */
  async checkpoint(): Promise<{ readonly size: number; readonly note: string }> {
    const [row] = await this.#all('SELECT checkpoint FROM head WHERE id = 1')
    if (row === undefined) throw new JournalError('damaged', 'the store has no head')
    const note = String(row.checkpoint)
    return { size: parseCheckpoint(parseNote(note).text).size, note }
  }

  /** The entry in a leaf; undefined beyond the end. */
  async entry(index: number): Promise<Entry | undefined> {
    const [row] = await this.#all('SELECT leaf FROM entries WHERE idx = $1', index)
    return isBytes(row?.leaf) ? decodeLeaf(index, row.leaf) : undefined
  }

  /** The entries from `start` on, before `end`. */
  async entries(start: number, end: number): Promise<readonly Entry[]> {
    const rows = await this.#all('SELECT idx, leaf FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx', start, end)
    return rows.flatMap(({ idx, leaf }) => (isBytes(leaf) ? [decodeLeaf(Number(idx), leaf)] : []))
  }

  /** The entries whose leaf holds a text, from `start` on, before `end`. */
  async mentions(text: string, start: number, end: number): Promise<readonly Entry[]> {
    const rows = await this.#all('SELECT idx, leaf FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx', start, end)
    return rows.flatMap(({ idx, leaf }) =>
      isBytes(leaf) && Buffer.from(leaf.buffer, leaf.byteOffset, leaf.length).includes(text)
        ? [decodeLeaf(Number(idx), leaf)]
        : [],
    )
  }

  /**
   * The fields that a subject sealed, by its pseudonym, with their entries from `start` on; at most `limit`, the oldest
   * first.
   */
  async sealed(pseudonym: string, start: number, limit: number): Promise<readonly SealedNames[]> {
    const from = placeOf(start)
    const spans = await this.#all(
      'SELECT first_place FROM sealed_spans WHERE subject = $1 AND first_place >= $2 ORDER BY first_place LIMIT $3',
      // The first span may hold none from `start` on; every other holds at least one.
      ...[pseudonym, from - (from % placesOfSpan), limit + 1],
    )
    const found: SealedNames[] = []
    for (const { first_place } of spans) {
      const first = Number(first_place)
      const rows = await this.#all(
        `SELECT place, names FROM seals WHERE place >= $1 AND place < $2 AND ${ofSubject} = $3 ORDER BY place LIMIT $4`,
        ...[Math.max(first, from), first + placesOfSpan, pseudonym, limit - found.length],
      )
      for (const { place, names } of rows) {
        found.push({ index: entryAt(Number(place)), names: String(names).split(' ') })
      }
      if (found.length >= limit) break
    }
    return found
  }

  /** The names of the private fields of an entry that are still sealed somewhere. */
  async fieldsOf(index: number): Promise<readonly string[]> {
    const sql = 'SELECT names FROM seals WHERE place >= $1 AND place < $2 ORDER BY place'
    const rows = await this.#all(sql, placeOf(index), placeOf(index + 1))
    return rows.flatMap(({ names }) => String(names).split(' '))
  }

  /**
   * The first of the first `size` entries that is not older than a moment. Time never runs back in the log, so halving
   * finds it.
   */
  async firstSince(atMs: number, size: number): Promise<number> {
    let [low, high] = [0, size]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const entry = await this.entry(middle)
      if (entry === undefined) throw new JournalError('damaged', `the store does not hold entry ${middle}`)
      if (entry.at < atMs) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The bytes of a hash tile or an entry bundle; undefined if the log doesn't reach that far. */
  async tile({ level, index, width }: Tile): Promise<Uint8Array | undefined> {
    const [sql, parameters] =
      level === 'entries'
        ? ['SELECT leaf AS bytes FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx', []]
        : level === 0
          ? ['SELECT hash AS bytes FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx', []]
          : ['SELECT hash AS bytes FROM nodes WHERE idx >= $1 AND idx < $2 AND level = $3 ORDER BY idx', [level]]
    const start = index * tileWidth
    const found = await this.#all(sql, start, start + width, ...parameters)
    const pieces = found.flatMap(({ bytes }) => (isBytes(bytes) ? [bytes] : []))
    if (pieces.length !== width) return undefined
    if (level === 'entries') return encodeBundle(pieces)
    if (pieces.some((hash) => hash.length !== hashLength)) throw new JournalError('damaged', 'a hash has not 32 bytes')
    return Buffer.concat(pieces)
  }

  /** The same for a tile that a checkpoint covers. Throws `damaged` if it is not whole. */
  readonly coveredTile = async (tile: Tile): Promise<Uint8Array> => {
    const bytes = await this.tile(tile)
    if (bytes === undefined) throw new JournalError('damaged', `${tilePath(tile)} is incomplete`)
    return bytes
  }
}
