// SPDX-License-Identifier: EUPL-1.2

import { isBytes, type Reader } from '../engine/engine.ts'
import { openKeyReader, openReader, type Place } from '../engine/open.ts'
import type { Entry } from '../entry.ts'
import { JournalError } from '../error.ts'
import type { JsonValue } from '../json.ts'
import { decodeLeaf } from '../leaf.ts'
import { LogReader } from '../log-reader.ts'
import { asSeal } from '../store.ts'
import { holdToLeaf } from './disclosing.ts'
import { entryAt, OpenSeal, placeOf } from './seals.ts'

/** An entry with one of its private fields opened; undefined if it never had that field, or has it no more. */
export interface FieldRead {
  readonly entry: Entry
  readonly value: JsonValue | undefined
}

export interface FieldPage {
  readonly fields: readonly FieldRead[]
  /** How many of the entries have been read so far. */
  readonly done: number
  readonly total: number
  /** Who or what a pseudonym stands for; undefined once that was erased. */
  readonly subjectOf: (pseudonym: string) => Promise<string | undefined>
}

/** Large enough that a page costs more than asking for it, small enough that it fits in memory. */
const entriesOfPage = 500
const bytesOfPage = 32 * 1024 * 1024
const maxKeys = 10_000

/**
 * Opens one private field of every entry since a moment, page by page, over connections that only read: also while a
 * server writes. Entries that are appended meanwhile are not read. The parts of a field are not looked up.
 */
export async function* readFields(place: Place, name: string, sinceMs: number): AsyncGenerator<FieldPage> {
  const [log, keys] = await Promise.all([openReader(place), openKeyReader(place)])
  try {
    const [head] = await log.all('SELECT size FROM head WHERE id = 1')
    const size = Number(head?.size ?? 0)
    const first = await new LogReader(log).firstSince(sinceMs, size)
    const ring = new KeyRing(log, keys)
    for (let start = first, end = first; start < size; start = end) {
      end = await endOfPage(log, name, start, size)
      const fields = await readPage(log, ring, name, start, end)
      yield { fields, done: end - first, total: size - first, subjectOf: (pseudonym) => ring.subjectOf(pseudonym) }
    }
  } finally {
    await Promise.all([log.close(), keys.close()])
  }
}

const sealsNaming = "FROM seals WHERE place >= $1 AND place < $2 AND ' ' || names || ' ' LIKE $3 ORDER BY place"

/** At least one entry, and then as many as are small enough together. */
async function endOfPage(log: Reader, name: string, start: number, size: number): Promise<number> {
  const end = Math.min(start + entriesOfPage, size)
  const sql = `SELECT place, length(sealed) AS bytes ${sealsNaming}`
  let left = bytesOfPage
  for (const { place, bytes } of await log.all(sql, placeOf(start), placeOf(end), `% ${name} %`)) {
    left -= Number(bytes)
    const index = entryAt(Number(place))
    if (left < 0 && index > start) return index
  }
  return end
}

async function readPage(log: Reader, ring: KeyRing, name: string, start: number, end: number) {
  const leaves = await log.all('SELECT idx, leaf FROM entries WHERE idx >= $1 AND idx < $2 ORDER BY idx', start, end)
  const sql = `SELECT place, subject, names, sealed ${sealsNaming}`
  const found = (await log.all(sql, placeOf(start), placeOf(end), `% ${name} %`)).map(asSeal)
  const seals = new Map(found.map((seal) => [entryAt(seal.place), seal]))
  const fields: FieldRead[] = []
  for (const { idx, leaf } of leaves) {
    if (!isBytes(leaf)) throw new JournalError('damaged', 'an entry has not its shape')
    const entry = decodeLeaf(Number(idx), leaf)
    const seal = seals.get(entry.index)
    // A destroyed key is an erasure that had not reached this row yet.
    const key = seal && (ring.find(seal.subject) ?? (await ring.read(seal.subject)))
    const field = seal && key && new OpenSeal(key, seal).field(name)
    if (field !== undefined) holdToLeaf(field, name, entry)
    fields.push({ entry, value: field?.value })
  }
  return fields
}

/**
 * Keys of subjects that were met lately. A key that is destroyed meanwhile is used until it is forgotten, and no longer
 * than this reading.
 */
class KeyRing {
  readonly #log: Reader
  readonly #keys: Reader
  readonly #known = new Map<string, Uint8Array>()

  constructor(log: Reader, keys: Reader) {
    this.#log = log
    this.#keys = keys
  }

  find(pseudonym: string): Uint8Array | undefined {
    return this.#known.get(pseudonym)
  }

  async subjectOf(pseudonym: string): Promise<string | undefined> {
    const [row] = await this.#keys.all('SELECT subject FROM subjects WHERE pseudonym = $1', pseudonym)
    return typeof row?.subject === 'string' && !(await this.#isGone(pseudonym)) ? row.subject : undefined
  }

  async read(pseudonym: string): Promise<Uint8Array | undefined> {
    const [row] = await this.#keys.all('SELECT key FROM subjects WHERE pseudonym = $1', pseudonym)
    if (!isBytes(row?.key) || (await this.#isGone(pseudonym))) return undefined
    if (this.#known.size >= maxKeys) this.#known.clear()
    this.#known.set(pseudonym, row.key)
    return row.key
  }

  /** Whether the log says that the key is destroyed: the disk may have refused that until now. */
  async #isGone(pseudonym: string): Promise<boolean> {
    const sql = `SELECT pseudonym FROM erased_subjects WHERE pseudonym = $1
      UNION ALL SELECT subject FROM swept_later WHERE subject = $1`
    return (await this.#log.all(sql, pseudonym)).length > 0
  }
}
