// SPDX-License-Identifier: EUPL-1.2
import type { DatabaseSync } from 'node:sqlite'
import { encodeBundle, hashLength, type Tile, tileWidth } from '@sluis/log'
import { JournalError } from './error.ts'
import { prepare } from './sqlite.ts'
import { isBytes } from './store.ts'

/** Reads the log as others see it (tlog-tiles), from a connection that only reads. */
export class LogReader {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** The signed note over the whole log as it stands. */
  async checkpoint(): Promise<{ readonly size: number; readonly note: string }> {
    const row = prepare(this.#database, 'SELECT size, checkpoint FROM head WHERE id = 1').get()
    if (row === undefined) throw new JournalError('damaged', 'the store has no head')
    return { size: Number(row.size), note: String(row.checkpoint) }
  }

  /** The bytes of a hash tile or an entry bundle; undefined when the log doesn't reach so far. */
  async tile({ level, index, width }: Tile): Promise<Uint8Array | undefined> {
    const [sql, parameters] =
      level === 'entries'
        ? ['SELECT leaf AS bytes FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx', []]
        : level === 0
          ? ['SELECT hash AS bytes FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx', []]
          : ['SELECT hash AS bytes FROM nodes WHERE idx >= $1 AND idx < $2 AND level = $3 ORDER BY idx', [level]]
    const start = index * tileWidth
    const pieces = prepare(this.#database, sql)
      .all(start, start + width, ...parameters)
      .flatMap(({ bytes }) => (isBytes(bytes) ? [bytes] : []))
    if (pieces.length !== width) return undefined
    if (level === 'entries') return encodeBundle(pieces)
    if (pieces.some((hash) => hash.length !== hashLength)) throw new JournalError('damaged', 'a hash has not 32 bytes')
    return Buffer.concat(pieces)
  }
}
