// SPDX-License-Identifier: EUPL-1.2

import type { JsonValue } from './canonical-json.ts'
import { openDisclosure } from './disclosing.ts'
import { isBytes, type Reader } from './engine/engine.ts'
import { openKeyReader, openReader, type Place } from './engine/open.ts'
import type { Entry } from './entry.ts'
import { JournalError } from './error.ts'
import { decodeLeaf } from './leaf.ts'
import { LogReader } from './log-reader.ts'

/** An entry with one of its private fields opened; undefined when it never had one, or has it no more. */
export interface FieldRead {
  readonly entry: Entry
  readonly value: JsonValue | undefined
}

export interface FieldPage {
  readonly fields: readonly FieldRead[]
  /** How many of the entries that are read were read by now. */
  readonly done: number
  readonly total: number
  /** Who or what a pseudonym stands for; undefined once that was erased. */
  readonly subjectOf: (pseudonym: string) => Promise<string | undefined>
}

/** Few enough that a page of the largest fields fits in memory, enough that a page costs more than asking for it. */
const entriesOfPage = 500
const maxKeys = 10_000

/**
 * Opens one private field of every entry since a moment, page by page, over connections that only read: also while a
 * server writes. What is appended meanwhile is not read. Large parts of a field (`parts`) are not opened.
 */
export async function* readFields(place: Place, name: string, sinceMs: number): AsyncGenerator<FieldPage> {
  const [log, keys] = await Promise.all([openReader(place), openKeyReader(place)])
  try {
    const [head] = await log.all('SELECT size FROM head WHERE id = 1')
    const size = Number(head?.size ?? 0)
    const first = await new LogReader((sql, ...values) => log.all(sql, ...values)).firstSince(sinceMs, size)
    const ring = new KeyRing(keys)
    for (let start = first; start < size; start += entriesOfPage) {
      const end = Math.min(start + entriesOfPage, size)
      const fields = await readPage(log, ring, name, start, end)
      yield { fields, done: end - first, total: size - first, subjectOf: (pseudonym) => ring.subjectOf(pseudonym) }
    }
  } finally {
    await Promise.all([log.close(), keys.close()])
  }
}

async function readPage(log: Reader, ring: KeyRing, name: string, start: number, end: number) {
  const rows = await log.all(
    `SELECT entries.idx AS idx, leaf, subject, digest, sealed FROM entries
      LEFT JOIN disclosures ON disclosures.idx = entries.idx AND disclosures.name = $1
      WHERE entries.idx >= $2 AND entries.idx < $3 ORDER BY entries.idx`,
    name,
    start,
    end,
  )
  const fields: FieldRead[] = []
  for (const { idx, leaf, subject, digest, sealed } of rows) {
    if (!isBytes(leaf)) throw new JournalError('damaged', 'an entry has not its shape')
    const entry = decodeLeaf(Number(idx), leaf)
    const key = isBytes(sealed) ? (ring.find(String(subject)) ?? (await ring.read(String(subject)))) : undefined
    // A destroyed key is an erasure that had not reached this row yet.
    const field = { index: entry.index, name, digest: String(digest) }
    const value = key && isBytes(sealed) ? openDisclosure(key, { ...field, sealed }).value : undefined
    fields.push({ entry, value })
  }
  return fields
}

/** Keys of subjects that were met lately. One that is destroyed meanwhile is used until it is forgotten, and no longer than this reading. */
class KeyRing {
  readonly #keys: Reader
  readonly #known = new Map<string, Uint8Array>()

  constructor(keys: Reader) {
    this.#keys = keys
  }

  find(pseudonym: string): Uint8Array | undefined {
    return this.#known.get(pseudonym)
  }

  async subjectOf(pseudonym: string): Promise<string | undefined> {
    const [row] = await this.#keys.all('SELECT subject FROM subjects WHERE pseudonym = $1', pseudonym)
    return typeof row?.subject === 'string' ? row.subject : undefined
  }

  async read(pseudonym: string): Promise<Uint8Array | undefined> {
    const [row] = await this.#keys.all('SELECT key FROM subjects WHERE pseudonym = $1', pseudonym)
    if (!isBytes(row?.key)) return undefined
    if (this.#known.size >= maxKeys) this.#known.clear()
    this.#known.set(pseudonym, row.key)
    return row.key
  }
}
