// SPDX-License-Identifier: EUPL-1.2
import { Frontier, formatCheckpoint, hashLeaf, hashLength, type NoteSigner, signNote } from '@sluis/log'
import { canonicalJson, type JsonValue } from './canonical-json.ts'
import type { Appended, Disclosed, Entry, EntryDraft, PrivateField } from './entry.ts'
import { Conflict, JournalError } from './error.ts'
import { digestDisclosure, encodeDisclosure, encodeLeaf } from './leaf.ts'
import type { Change } from './projection.ts'
import type { Projections } from './projections.ts'
import { keyedDigest, randomBytesPooled, seal, unseal } from './sealing.ts'
import type { Head, SealedField, Store } from './store.ts'
import type { Subject, Vault } from './vault.ts'

export interface SequencerParts {
  readonly store: Store
  readonly vault: Vault
  readonly projections: Projections
  readonly signer: NoteSigner
  readonly now: () => number
}

/**
 * The one place where the order of the log is made. A batch of drafts becomes entries, tree nodes, sealed fields,
 * projections and one signed checkpoint in one transaction; nothing is acknowledged before it is durable. Owned by one
 * thread: calls must not overlap.
 */
export class Sequencer {
  readonly #parts: SequencerParts
  #frontier: Frontier
  #lastAt: number
  /** Set when a commit failed in a way that leaves unknown what the disk holds; only a restart clears it. */
  #failed: JournalError | undefined

  private constructor(parts: SequencerParts, frontier: Frontier, lastAt: number) {
    this.#parts = parts
    this.#frontier = frontier
    this.#lastAt = lastAt
  }

  /** Recovers from what is stored and refuses (`damaged`) when head, entries and checkpoint don't agree. */
  static async open(parts: SequencerParts): Promise<Sequencer> {
    const { store, signer } = parts
    const head = store.head()
    const count = Number(store.get('SELECT COUNT(*) AS count FROM entries')?.count)
    if (count !== (head?.size ?? 0)) {
      throw new JournalError('damaged', `the head covers ${head?.size ?? 0} entries, the store holds ${count}`)
    }
    const frontier = head === undefined ? Frontier.empty() : frontierOf(head)
    const sequencer = new Sequencer(parts, frontier, head?.at ?? 0)
    if (head === undefined) {
      const checkpoint = await sequencer.#checkpoint(frontier)
      store.setHead({ size: 0, frontier: new Uint8Array(), checkpoint, at: 0 })
    } else {
      const text = formatCheckpoint({ origin: signer.name, size: head.size, root: frontier.root() })
      if (!head.checkpoint.startsWith(`${text}\n`)) {
        throw new JournalError('damaged', 'the stored checkpoint is not of this tree or not of this key')
      }
    }
    parts.projections.prepare()
    sequencer.#forgetErased()
    return sequencer
  }

  /** One result per draft, in order: what was appended, or why that one was refused. Throws `unwritable` for all. */
  async append(drafts: readonly EntryDraft[]): Promise<readonly (Appended | Error)[]> {
    if (this.#failed !== undefined) throw this.#failed
    const { store, vault } = this.#parts
    const frontier = this.#frontier.clone()
    const at = Math.max(this.#parts.now(), this.#lastAt)
    try {
      store.begin()
      const results = drafts.map((draft) => this.#add(draft, frontier, at))
      if (frontier.size > this.#frontier.size) {
        const checkpoint = await this.#checkpoint(frontier)
        store.setHead({ size: frontier.size, frontier: Buffer.concat(frontier.hashes), checkpoint, at })
      }
      vault.commit()
      store.commit()
      this.#frontier = frontier
      this.#lastAt = at
      return results.map((result) => (result instanceof Error ? result : { entry: result, treeSize: frontier.size }))
    } catch (cause) {
      throw this.#unwritable(cause)
    }
  }

  /** Opens a private field; undefined when there is none or its key was destroyed. Throws `damaged` if it won't open. */
  disclose(index: number, name: string): Disclosed | undefined {
    const { store, vault } = this.#parts
    const field = store.field(index, name)
    const subject = field === undefined ? undefined : vault.subjectOf(field.subject)
    const key = subject === undefined ? undefined : vault.find(subject)?.key
    if (field === undefined || key === undefined) return undefined
    const disclosure = unseal(key, field.sealed, contextOf(index, name))?.toString('ascii')
    if (disclosure === undefined || digestDisclosure(disclosure) !== field.digest) {
      throw new JournalError('damaged', `the sealed field ${name} of entry ${index} is not what was sealed`)
    }
    const { value, parts } = decodeValue(disclosure)
    return { value, parts: parts.map((digest) => this.#part(key, digest)) }
  }

  pseudonymOf(subject: string): string {
    const { pseudonym } = this.#parts.vault.need(subject)
    this.#parts.vault.commit()
    return pseudonym
  }

  subjectOf(pseudonym: string): string | undefined {
    return this.#parts.vault.subjectOf(pseudonym)
  }

  /**
   * Destroys a subject's key and what it sealed, and records that it was done. Proofs of the entries still verify;
   * their private fields can't be read again. The leaf names the subject by a pseudonym that means nothing any more.
   */
  async erase(subject: string, basis: string): Promise<Appended> {
    const { pseudonym } = this.#parts.vault.need(subject)
    const [result] = await this.append([{ kind: 'subject.erased', data: { basis, subject: pseudonym } }])
    if (result === undefined || result instanceof Error) throw result ?? new JournalError('unwritable', 'no entry')
    this.#forget(pseudonym)
    return result
  }

  head(): Head | undefined {
    return this.#parts.store.head()
  }

  #add(draft: EntryDraft, frontier: Frontier, at: number): Entry | Error {
    const { store, projections } = this.#parts
    const index = frontier.size
    try {
      const number = draft.series === undefined ? undefined : store.lastOfSeries(draft.series) + 1
      const entry: Entry = {
        index,
        at,
        kind: draft.kind,
        data: draft.data,
        ...(draft.series === undefined || number === undefined ? {} : { series: draft.series, number }),
      }
      const changes = this.#fold(entry)
      const fields = (draft.private ?? []).map((field) => this.#seal(index, field))
      const leaf = encodeLeaf({ ...entry, salt: salt(), disclosures: withDecoys(fields.map(({ digest }) => digest)) })
      this.#write(index, leaf, fields, frontier)
      if (entry.series !== undefined && number !== undefined) store.setSeries(entry.series, number)
      projections.apply(changes)
      return entry
    } catch (error) {
      // A refusal happens before anything is written; anything else undoes the whole batch.
      if (error instanceof Conflict || isRefusal(error)) return error
      throw error
    }
  }

  /** A fold that errs refuses its entry: nothing of it is written yet, and its neighbours in the batch are no less true. */
  #fold(entry: Entry): readonly Change[] {
    try {
      return this.#parts.projections.fold(entry)
    } catch (error) {
      if (error instanceof Conflict) throw error
      throw new Conflict('fold-failed', messageOf(error))
    }
  }

  #write(index: number, leaf: Uint8Array, fields: readonly SealedField[], frontier: Frontier): void {
    const { store } = this.#parts
    const hash = hashLeaf(leaf)
    store.addEntry(index, leaf, hash)
    for (const field of fields) store.addField(field)
    for (const node of frontier.append(hash)) {
      // Tiles hold every eighth level (tlog-tiles "Merkle Tree"); level 0 stands with the entries.
      if (node.level > 0 && node.level % 8 === 0) store.addNode({ ...node, level: node.level / 8 })
    }
  }

  #seal(index: number, { name, value, subject, parts = [] }: PrivateField): SealedField {
    const owner = this.#parts.vault.need(subject)
    const digests = parts.map((part) => this.#sealPart(owner, part))
    const disclosure = encodeDisclosure(salt(), name, digests.length > 0 ? { value, parts: digests } : { value })
    return {
      index,
      name,
      digest: digestDisclosure(disclosure),
      subject: owner.pseudonym,
      sealed: seal(owner.key, disclosure, contextOf(index, name)),
    }
  }

  /** A part is named by its keyed digest, so that the same text is sealed once and nobody can test a guess. */
  #sealPart({ key, pseudonym }: Subject, part: JsonValue): string {
    const text = canonicalJson(part)
    const digest = keyedDigest(key, text).toString('base64url')
    const { store } = this.#parts
    if (!store.hasPart(digest)) store.addPart(digest, pseudonym, seal(key, text, `part ${digest}`))
    return digest
  }

  #part(key: Uint8Array, digest: string): JsonValue {
    const sealed = this.#parts.store.part(digest)
    const text = sealed === undefined ? undefined : unseal(key, sealed, `part ${digest}`)?.toString('utf8')
    if (text === undefined || keyedDigest(key, text).toString('base64url') !== digest) {
      throw new JournalError('damaged', 'a sealed part is not what was sealed')
    }
    return JSON.parse(text)
  }

  /** A crash after the entry, or a backup that was put back, may have left a key that the log says is destroyed. */
  #forgetErased(): void {
    const { store, vault } = this.#parts
    for (const { pseudonym } of store.database.prepare('SELECT pseudonym FROM erased_subjects').all()) {
      if (vault.subjectOf(String(pseudonym)) !== undefined) this.#forget(String(pseudonym))
    }
  }

  #forget(pseudonym: string): void {
    const { store, vault } = this.#parts
    vault.destroy(pseudonym)
    store.transaction(() => store.forgetSubject(pseudonym))
  }

  #checkpoint(frontier: Frontier): Promise<string> {
    const { signer } = this.#parts
    return signNote(formatCheckpoint({ origin: signer.name, size: frontier.size, root: frontier.root() }), [signer])
  }

  #unwritable(cause: unknown): JournalError {
    this.#parts.vault.rollback()
    const error = new JournalError('unwritable', `the log can't be written: ${messageOf(cause)}`, { cause })
    try {
      this.#parts.store.rollback()
    } catch {
      this.#failed = error
    }
    if (!isFull(cause)) this.#failed = error
    return error
  }
}

function frontierOf(head: Head): Frontier {
  const hashes: Uint8Array[] = []
  for (let at = 0; at < head.frontier.length; at += hashLength) hashes.push(head.frontier.subarray(at, at + hashLength))
  return Frontier.from(head.size, hashes)
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

function contextOf(index: number, name: string): string {
  return `${index} ${name}`
}

function decodeValue(disclosure: string): { value: JsonValue; parts: readonly string[] } {
  const [, , held] = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8'))
  return { value: held.value, parts: held.parts ?? [] }
}

function isRefusal(error: unknown): error is Error {
  return error instanceof JournalError ? error.code === 'leaf-too-large' : error instanceof RangeError
}

const sqliteFull = 13

/** SQLite undoes a transaction that found no room, and says so: what the disk holds is known, and later there may be room. */
function isFull(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'errcode' in cause && cause.errcode === sqliteFull
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
