// SPDX-License-Identifier: EUPL-1.2
import { type Frontier, formatReceipt, hashLeaf, proveAppended, type TreeNode } from '@sluis/log'
import { canonicalJson } from './canonical-json.ts'
import type { Entry, EntryDraft, PrivateField } from './entry.ts'
import { Conflict, JournalError } from './error.ts'
import { digestDisclosure, encodeDisclosure, encodeLeaf } from './leaf.ts'
import type { Change, RowKey } from './projection.ts'
import type { Projections } from './projections.ts'
import { keyedDigest, randomBytesPooled, seal } from './sealing.ts'
import type { Additions, SealedField, SealedPart, Store, StoredEntry } from './store.ts'
import type { Subject, Vault } from './vault.ts'

export interface BatchParts {
  readonly store: Store
  readonly vault: Vault
  readonly projections: Projections
}

/** What one transaction may hold, so that a flood of large prompts can't fill the memory. */
const maxBytes = 16 * 1024 * 1024

/**
 * One transaction's worth of entries. Everything they need is read ahead, in as few turns as there are tables; then
 * they are made in memory one after the other, each on what the ones before it changed; and then written together.
 */
export class Batch implements Additions {
  readonly entries: StoredEntry[] = []
  readonly nodes: TreeNode[] = []
  readonly fields: SealedField[] = []
  readonly parts: SealedPart[] = []
  readonly series = new Map<string, number>()
  /** The tree as it was. */
  readonly before: Frontier
  readonly frontier: Frontier
  readonly at: number
  readonly #stores: BatchParts
  readonly #known = new Set<string>()
  #bytes = 0

  constructor(stores: BatchParts, frontier: Frontier, at: number) {
    this.#stores = stores
    this.before = frontier
    this.frontier = frontier.clone()
    this.at = at
  }

  /** One result per draft that fitted, in order: its entry, or why it was refused. */
  async fill(drafts: readonly EntryDraft[]): Promise<readonly (Entry | Error)[]> {
    await this.#readAhead(drafts)
    const prepared = drafts.map((draft) => attempt(() => this.#prepare(draft)))
    await this.#readParts(prepared.flatMap((one) => (one instanceof Error ? [] : one)))
    const results: (Entry | Error)[] = []
    for (const [at, draft] of drafts.entries()) {
      if (this.#bytes > maxBytes) break
      const fields = prepared[at] ?? []
      results.push(fields instanceof Error ? refusalOf(fields) : await this.#add(draft, fields))
    }
    return results
  }

  async #readAhead(drafts: readonly EntryDraft[]): Promise<void> {
    const { store, vault, projections } = this.#stores
    const size = this.frontier.size
    // Indexes are a guess: a draft that is refused moves those after it. What was guessed wrong is read when it folds.
    const needed = drafts.flatMap((draft, at): readonly RowKey[] => {
      const guess = { index: size + at, at: this.at, kind: draft.kind, data: draft.data }
      const keys = attempt(() => projections.needs(guess))
      return keys instanceof Error ? [] : keys
    })
    const series = [...new Set(drafts.flatMap((draft) => draft.series ?? []))]
    const subjects = drafts.flatMap((draft) => (draft.private ?? []).map(({ subject }) => subject))
    const [last] = await Promise.all([store.lastOf(series), vault.load(subjects), projections.load(needed)])
    for (const name of series) this.series.set(name, last.get(name) ?? 0)
  }

  #prepare(draft: EntryDraft): readonly PreparedField[] {
    return (draft.private ?? []).map((field) => {
      const owner = this.#stores.vault.need(field.subject)
      return { field, owner, parts: (field.parts ?? []).map((part) => partOf(owner, canonicalJson(part))) }
    })
  }

  async #readParts(fields: readonly PreparedField[]): Promise<void> {
    const digests = new Set(fields.flatMap(({ parts }) => parts.map(({ digest }) => digest)))
    for (const digest of await this.#stores.store.knownParts([...digests])) this.#known.add(digest)
  }

  async #add(draft: EntryDraft, prepared: readonly PreparedField[]): Promise<Entry | Error> {
    const { projections } = this.#stores
    const index = this.frontier.size
    try {
      const number = draft.series === undefined ? undefined : (this.series.get(draft.series) ?? 0) + 1
      const entry: Entry = {
        index,
        at: this.at,
        kind: draft.kind,
        data: draft.data,
        ...(draft.series === undefined || number === undefined ? {} : { series: draft.series, number }),
      }
      const changes = await this.#fold(entry)
      const fields = prepared.map((field) => sealField(index, field))
      const leaf = encodeLeaf({ ...entry, salt: salt(), disclosures: withDecoys(fields.map(({ digest }) => digest)) })
      // Only what can't fail any more follows: a refused draft leaves no trace.
      this.#write(index, leaf, fields, prepared)
      if (entry.series !== undefined && number !== undefined) this.series.set(entry.series, number)
      projections.apply(changes)
      return entry
    } catch (error) {
      return refusalOf(error)
    }
  }

  async #fold(entry: Entry): Promise<readonly Change[]> {
    const { projections } = this.#stores
    await projections.load(byRooms(() => projections.needs(entry)))
    return byRooms(() => projections.fold(entry))
  }

  #write(index: number, leaf: Uint8Array, fields: readonly SealedField[], prepared: readonly PreparedField[]): void {
    const hash = hashLeaf(leaf)
    this.entries.push({ index, leaf, hash })
    this.#bytes += leaf.length
    for (const field of fields) {
      this.fields.push(field)
      this.#bytes += field.sealed.length
    }
    for (const { owner, parts } of prepared) for (const part of parts) this.#writePart(owner, part)
    for (const node of this.frontier.append(hash)) {
      // Tiles hold every eighth level (tlog-tiles "Merkle Tree"); level 0 stands with the entries.
      if (node.level > 0 && node.level % 8 === 0) this.nodes.push({ ...node, level: node.level / 8 })
    }
  }

  #writePart({ key, pseudonym }: Subject, { digest, text }: Part): void {
    if (this.#known.has(digest)) return
    this.#known.add(digest)
    const sealed = seal(key, text, partContext(digest))
    this.parts.push({ digest, subject: pseudonym, sealed })
    this.#bytes += sealed.length
  }
}

/** The receipts of a committed batch's entries, in order, from what is in memory still: no tile is read. */
export function receiptsOf({ before, entries }: Batch, checkpoint: string): readonly string[] {
  const hashes = entries.map(({ hash }) => hash)
  return proveAppended(before, hashes).map((proof, at) => {
    const { index, leaf: extra } = entries[at] ?? { index: 0, leaf: new Uint8Array() }
    return formatReceipt({ index, proof, checkpoint, extra })
  })
}

/** A part is named by its keyed digest, so that the same text is sealed once and nobody can test a guess. */
interface Part {
  readonly digest: string
  readonly text: string
}

interface PreparedField {
  readonly field: PrivateField
  readonly owner: Subject
  readonly parts: readonly Part[]
}

function partOf({ key }: Subject, text: string): Part {
  return { text, digest: keyedDigest(key, text).toString('base64url') }
}

function sealField(index: number, { field, owner, parts }: PreparedField): SealedField {
  const { name, value } = field
  const digests = parts.map(({ digest }) => digest)
  const disclosure = encodeDisclosure(salt(), name, digests.length > 0 ? { value, parts: digests } : { value })
  return {
    index,
    name,
    digest: digestDisclosure(disclosure),
    subject: owner.pseudonym,
    sealed: seal(owner.key, disclosure, fieldContext(index, name)),
  }
}

/** What a sealed value is bound to, so that it opens nowhere else. */
export function fieldContext(index: number, name: string): string {
  return `${index} ${name}`
}

export function partContext(digest: string): string {
  return `part ${digest}`
}

function salt(): string {
  return randomBytesPooled(16).toString('base64url')
}

/** Decoys (RFC 9901 §4.2.5) fill up to a multiple of four, so that the number of fields tells little. */
function withDecoys(digests: readonly string[]): readonly string[] {
  if (digests.length === 0) return digests
  const decoys = Array.from({ length: (4 - (digests.length % 4)) % 4 }, () =>
    digestDisclosure(randomBytesPooled(32).toString('base64url')),
  )
  return [...digests, ...decoys].sort()
}

/** A fold that errs refuses its entry: nothing of it is made yet, and its neighbours are no less true. */
function byRooms<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Conflict) throw error
    throw new Conflict('fold-failed', error instanceof Error ? error.message : String(error))
  }
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work()
  } catch (error) {
    return error instanceof Error ? error : new TypeError(String(error))
  }
}

/** Whether it refuses one draft. Anything else is the store's, and undoes the whole batch. */
export function isRefusal(error: unknown): error is Error {
  if (error instanceof JournalError) return error.code === 'leaf-too-large'
  return error instanceof Conflict || error instanceof RangeError
}

function refusalOf(error: unknown): Error {
  if (isRefusal(error)) return error
  throw error
}
