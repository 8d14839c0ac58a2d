// SPDX-License-Identifier: EUPL-1.2
import { type Frontier, formatReceipt, hashLeaf, proveAppended, type TreeNode } from '@sluis/log'
import type { Entry } from '../entry.ts'
import { Conflict, JournalError, messageOf } from '../error.ts'
import type { Asked } from '../fold/asked.ts'
import type { Unnumbered } from '../fold/projection.ts'
import type { Changed, Projections } from '../fold/projections.ts'
import { encodeLeaf } from '../leaf.ts'
import { dayOf } from '../sealed/days.ts'
import type { KnownParts } from '../sealed/known-parts.ts'
import { randomText } from '../sealed/sealing.ts'
import { type PartAt, type Seal, type SealedFields, sealFields } from '../sealed/seals.ts'
import type { Vault } from '../sealed/vault.ts'
import type { Store, StoredEntry } from '../store.ts'
import type { WrittenDraft, WrittenField } from '../threads/written.ts'

interface BatchParts {
  readonly store: Store
  readonly vault: Vault
  readonly projections: Projections
}

/** The place of an entry. */
export interface EntryPlace {
  readonly index: number
  readonly number: number | undefined
}

/** A draft, with what is known of it before its place is known. */
interface Plan {
  readonly draft: WrittenDraft
  /** As folds see it; undefined if no room takes its kind. */
  readonly guess: Unnumbered | undefined
  readonly asked: readonly Asked[] | Error
}

const nothingAsked: readonly Asked[] = []

/** The size of one transaction, so that a flood of large prompts can't fill the memory. */
const maxBytes = 16 * 1024 * 1024

/**
 * The entries of one transaction. Everything that they need is read ahead, in as few turns as there are tables. Then
 * they are made in memory one after the other, each on what the ones before it changed. Their rows go into the open
 * transaction meanwhile; the rows that folds changed go last, once.
 */
export class Batch {
  readonly entries: StoredEntry[] = []
  /** The parts that are sealed here, by salt. */
  readonly parts = new Map<string, PartAt>()
  readonly series = new Map<string, number>()
  /** The tree as it was. */
  readonly before: Frontier
  readonly frontier: Frontier
  readonly at: number
  /** The day whose keys seal the entries. */
  readonly #day: string
  readonly #stores: BatchParts
  readonly #known: KnownParts
  #nodes: TreeNode[] = []
  #seals: Seal[] = []
  readonly #adding: Promise<void>[] = []
  #bytes = 0

  constructor(stores: BatchParts, known: KnownParts, frontier: Frontier, at: number) {
    this.#stores = stores
    this.#known = known
    this.before = frontier
    this.frontier = frontier.clone()
    this.at = at
    this.#day = dayOf(at)
  }

  /** One result for each draft that fitted, in order: the place of its entry, or why it was refused. */
  async fill(drafts: readonly WrittenDraft[]): Promise<readonly (EntryPlace | Error)[]> {
    const plans = drafts.map((draft, at) => this.#plan(draft, this.frontier.size + at))
    await this.#readAhead(plans)
    const results: (EntryPlace | Error)[] = []
    const from = this.entries.length
    for (const plan of plans) {
      if (this.#bytes > maxBytes) break
      const { guess } = plan
      const isMoved = guess !== undefined && guess.index !== this.frontier.size
      results.push(this.#add(plan, isMoved ? await this.#askAgain(guess) : plan.asked))
    }
    this.#addRows(from)
    return results
  }

  /** Resolves when the rows of all entries are in the open transaction. */
  async written(): Promise<void> {
    await Promise.all(this.#adding)
  }

  /** Not awaited: with a distant store, the next entries are made while the rows are on their way. */
  #addRows(from: number): void {
    const additions = { entries: this.entries.slice(from), nodes: this.#nodes, seals: this.#seals }
    this.#nodes = []
    this.#seals = []
    const adding = this.#stores.store.add(additions)
    // `written` reports it, and may be called later than it fails.
    adding.catch(() => undefined)
    this.#adding.push(adding)
  }

  /** Its index is a guess: a refused draft shifts those after it. */
  #plan(draft: WrittenDraft, index: number): Plan {
    const { projections } = this.#stores
    if (!projections.takes(draft.kind)) return { draft, guess: undefined, asked: nothingAsked }
    const guess = { index, at: this.at, kind: draft.kind, data: JSON.parse(draft.data) }
    return { draft, guess, asked: attempt(() => projections.needs(guess)) }
  }

  async #readAhead(plans: readonly Plan[]): Promise<void> {
    const { store, vault, projections } = this.#stores
    const named = new Set<string>()
    const subjects: string[] = []
    for (const { draft } of plans) {
      if (draft.series !== undefined && !this.series.has(draft.series)) named.add(draft.series)
      if (draft.private !== undefined) for (const { subject } of draft.private) subjects.push(subject)
    }
    const series = [...named]
    const [last] = await Promise.all([store.lastOf(series), vault.loadOn(this.#day, subjects), projections.load()])
    for (const name of series) this.series.set(name, last.get(name) ?? 0)
  }

  /** The rows that the folds read, for an entry that is not at the index that was guessed. */
  async #askAgain(guess: Unnumbered): Promise<readonly Asked[] | Error> {
    const { projections } = this.#stores
    const asked = attempt(() => projections.needs({ ...guess, index: this.frontier.size }))
    await projections.load()
    return asked
  }

  #add({ draft, guess }: Plan, asked: readonly Asked[] | Error): EntryPlace | Error {
    const { kind, data, series } = draft
    const index = this.frontier.size
    try {
      const number = series === undefined ? undefined : (this.series.get(series) ?? 0) + 1
      const changes = guess === undefined ? [] : this.#fold(asEntry(guess, index, series, number), asked)
      const sealed = draft.private === undefined ? nothing : this.#seal(index, draft.private)
      const disclosures = withDecoys(sealed.digests)
      const leaf = encodeLeaf({ at: this.at, kind, data, series, number, salt: salt(), disclosures })
      // Nothing after this can fail: a refused draft leaves no trace.
      this.#write(index, leaf, sealed)
      if (series !== undefined && number !== undefined) this.series.set(series, number)
      this.#stores.projections.apply(changes)
      return { index, number }
    } catch (error) {
      return refusalOf(error)
    }
  }

  /** A fold that fails refuses its entry: nothing of it is made yet, and the other entries are not affected. */
  #fold(entry: Entry, asked: readonly Asked[] | Error): readonly Changed[] {
    try {
      if (asked instanceof Error) throw asked
      return this.#stores.projections.fold(entry, asked)
    } catch (error) {
      if (error instanceof Conflict) throw error
      throw new Conflict('fold-failed', messageOf(error))
    }
  }

  #seal(index: number, fields: readonly WrittenField[]): SealedFields {
    const { vault } = this.#stores
    const need = (subject: string) => vault.needOn(this.#day, subject)
    return sealFields(index, fields, need, (salt) => this.parts.get(salt) ?? this.#known.find(salt))
  }

  #write(index: number, leaf: Uint8Array, { seals, fresh }: SealedFields): void {
    const hash = hashLeaf(leaf)
    this.entries.push({ index, leaf, hash })
    this.#bytes += leaf.length
    for (const seal of seals) {
      this.#seals.push(seal)
      this.#bytes += seal.sealed.length
    }
    for (const [salt, part] of fresh) this.parts.set(salt, part)
    for (const node of this.frontier.append(hash)) {
      // Tiles hold every eighth level (tlog-tiles "Merkle Tree"); level 0 stands with the entries.
      if (node.level > 0 && node.level % 8 === 0) this.#nodes.push({ ...node, level: node.level / 8 })
    }
  }
}

/** The receipts of a committed batch's entries, in order, from memory: no tile is read. */
export function receiptsOf({ before, entries }: Batch, checkpoint: string, isWanted: readonly boolean[]) {
  const hashes = entries.map(({ hash }) => hash)
  return proveAppended(before, hashes).map((proof, at) => {
    const entry = entries[at]
    return entry !== undefined && isWanted[at] === true
      ? formatReceipt({ index: entry.index, proof, checkpoint, extra: entry.leaf })
      : undefined
  })
}

/** For an entry without private fields. */
const nothing: SealedFields = { seals: [], digests: [], fresh: new Map() }

function asEntry({ at, kind, data }: Unnumbered, index: number, series?: string, number?: number): Entry {
  const isNumbered = series !== undefined && number !== undefined
  return isNumbered ? { index, at, kind, data, series, number } : { index, at, kind, data }
}

function salt(): string {
  return randomText(16)
}

/** Decoys (RFC 9901 §4.2.5) fill up to a multiple of four, so that the number of fields tells little. */
function withDecoys(digests: readonly string[]): readonly string[] {
  if (digests.length === 0) return digests
  const all = [...digests]
  // Nobody can tell random bytes from a hash of random bytes.
  while (all.length % 4 !== 0) all.push(randomText(32))
  return all.sort()
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work()
  } catch (error) {
    return error instanceof Error ? error : new TypeError(String(error))
  }
}

/** Whether it refuses one draft. Any other error is the store's, and undoes the whole batch. */
export function isRefusal(error: unknown): error is Error {
  if (error instanceof JournalError) return error.code === 'leaf-too-large'
  return error instanceof Conflict || error instanceof RangeError
}

function refusalOf(error: unknown): Error {
  if (isRefusal(error)) return error
  throw error
}
