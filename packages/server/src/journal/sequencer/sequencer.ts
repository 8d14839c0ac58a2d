// SPDX-License-Identifier: EUPL-1.2
import { type Frontier, hashLeaf } from '@sluis/log'
import { warn } from '../../warnings/index.ts'
import { transaction } from '../engine/engine.ts'
import type { Appended, Disclosed, DisclosedText, Entry, TooLong } from '../entry.ts'
import { JournalError, otherVersion, unwritable } from '../error.ts'
import type { Projections } from '../fold/projections.ts'
import { requireNotNewer } from '../fold/written-by.ts'
import { decodeLeaf } from '../leaf.ts'
import { openField, openShort, openText } from '../sealed/disclosing.ts'
import { KnownParts } from '../sealed/known-parts.ts'
import type { Vault } from '../sealed/vault.ts'
import type { Head } from '../store.ts'
import type { Standing } from '../threads/protocol.ts'
import type { WrittenDraft } from '../threads/written.ts'
import { Batch, type EntryPlace, isRefusal, receiptsOf } from './batch.ts'
import { type Committing, commit } from './commit.ts'
import { Forgetting } from './forgetting.ts'
import {
  checkTail,
  firstHead,
  frontierOf,
  isKnown,
  isOf,
  requireOurs,
  type Signing,
  sign,
  signedByOurs,
} from './head.ts'
import { SignerContact } from './signer-contact.ts'

interface SequencerParts extends Signing, Committing {
  readonly vault: Vault
  readonly projections: Projections
  readonly now: () => number
  /** Of Sluis, where it is told from newer ones. */
  readonly version?: string | undefined
  /** Entries that another process added to the same log, or this one without being able to say so, in its order. */
  readonly onFollowed: (entries: readonly Appended[]) => void
  /** How many processes are alive that fold the log into other tables. */
  readonly others: () => Promise<number>
  /** Asked before anything is signed; throws when the store is older than what is known elsewhere. */
  readonly checkRecovered: () => Promise<void>
  /** Each signed checkpoint, when it is stored and before anyone is answered; also those of others. */
  readonly onHead: (checkpoint: string) => void
}

/** What one transaction made of the drafts that it took. */
export interface AppendedBatch {
  readonly results: readonly (EntryPlace | Error)[]
  readonly at: number
  /** The size of the tree whose signed checkpoint covers them. */
  readonly treeSize: number
  /** Of the entries, in order, as far as they were asked for; empty where none was. */
  readonly receipts: readonly (string | undefined)[]
}

/**
 * Where the order of the log is made. A batch of drafts becomes entries, tree nodes, sealed fields, projections and one
 * signed checkpoint in one transaction; nothing is acknowledged before it is durable. Several processes may share a
 * store: each writes only from the newest head, which nobody else can move meanwhile. Owned by one thread: calls must
 * not overlap.
 */
export class Sequencer {
  readonly #parts: SequencerParts
  /** What is forgotten is an entry among the others, in their order. */
  readonly forgetting: Forgetting
  readonly #known = new KnownParts()
  readonly #contact: SignerContact
  #frontier: Frontier
  #head: Head
  /** Set when a commit failed in a way that leaves unknown for good what the store holds; only a restart clears it. */
  #failed: JournalError | undefined

  private constructor(parts: SequencerParts, head: Head) {
    this.#parts = parts
    this.#frontier = frontierOf(head)
    this.#head = head
    const { store, vault, signer } = parts
    this.#contact = new SignerContact(signer)
    this.forgetting = new Forgetting({ store, vault, write: (make) => this.#write(make) })
  }

  /** Recovers from what is stored and refuses (`damaged`) when head, entries and checkpoint don't agree. */
  static async open(parts: SequencerParts): Promise<Sequencer> {
    const { store, signer, projections } = parts
    const sequencer = await transaction(store.engine, async () => {
      const head = (await store.head()) ?? (await firstHead(store, signer))
      const end = await store.end()
      if (end !== head.size) {
        throw new JournalError('damaged', `the head covers ${head.size} entries, the store ends after ${end}`)
      }
      const sequencer = new Sequencer(parts, head)
      if (!isKnown(head, sequencer.#frontier, parts)) {
        throw new JournalError('damaged', 'the stored checkpoint is not of this tree or not of this log')
      }
      if (parts.version !== undefined) await requireNotNewer(store, parts.version)
      await projections.prepare(head.size, async () => {
        if ((await parts.others()) > 0) throw otherVersion()
      })
      return sequencer
    })
    // Before anything is signed: a tail that waits for its signature must not get it from a key that nobody knows.
    requireOurs(sequencer.#head, parts)
    await checkTail(store, sequencer.#head, signer)
    await parts.checkRecovered()
    if (parts.signsCommitted) await sequencer.#holdToSigner()
    await sequencer.#signCommitted()
    sequencer.#head = await signedByOurs(store, sequencer.#head, parts)
    return sequencer
  }

  /**
   * One result per draft, in order, for as many as one transaction takes: where its entry stands, or why it was
   * refused. The rest is for the next call. `more` gives those that came meanwhile, which go along. Throws `unwritable`
   * for all.
   */
  async append(drafts: readonly WrittenDraft[], more: () => readonly WrittenDraft[]): Promise<AppendedBatch> {
    const taken: WrittenDraft[] = []
    const { batch, results } = await this.#write(async (batch) => {
      const results: (EntryPlace | Error)[] = []
      for (let next = drafts; next.length > 0 && results.length === taken.length; next = more()) {
        taken.push(...next)
        results.push(...(await batch.fill(next)))
      }
      return { batch, results }
    })
    const entered = taken.filter((_, at) => !(results[at] instanceof Error))
    const isWanted = entered.map(({ receipt }) => receipt === true)
    const receipts = isWanted.includes(true) ? receiptsOf(batch, this.#head.checkpoint, isWanted) : []
    return { results, at: batch.at, treeSize: batch.frontier.size, receipts }
  }

  disclose(index: number, name: string): Promise<Disclosed | undefined> {
    return openField(this.#parts, index, name)
  }

  discloseShort(index: number, name: string, longest: number): Promise<Disclosed | TooLong | undefined> {
    return openShort(this.#parts, index, name, longest)
  }

  discloseText(index: number, name: string, longest?: number): Promise<DisclosedText | TooLong | undefined> {
    return openText(this.#parts, index, name, longest)
  }

  async pseudonymOf(subject: string): Promise<string> {
    const { vault } = this.#parts
    await vault.load([subject])
    const known = vault.find(subject)
    if (known !== undefined) return known.pseudonym
    return await this.#write(async () => {
      await vault.load([subject])
      return vault.need(subject).pseudonym
    })
  }

  subjectOf(pseudonym: string): Promise<string | undefined> {
    return this.#parts.vault.subjectOf(pseudonym)
  }

  /** The pseudonym of a subject that has one: to ask after somebody makes them no more known than they were. */
  knownAs(subject: string): Promise<string | undefined> {
    return this.#parts.vault.knownAs(subject)
  }

  nameOf(pseudonym: string): Promise<string | undefined> {
    return this.#parts.vault.nameOf(pseudonym)
  }

  keeps(pseudonyms: readonly string[]): Promise<boolean> {
    return this.#parts.vault.keeps(pseudonyms)
  }

  /**
   * Takes notice of what others added, and has signed what is committed though nobody writes: its signer may be back, or
   * the process that committed it gone. Throws like `follow`.
   */
  async keepUp(): Promise<Standing> {
    await this.follow()
    if (this.#contact.isDue(!this.#isAllSigned)) {
      await this.#signCommitted().then(
        () => this.#parts.onHead(this.#head.checkpoint),
        () => undefined,
      )
    }
    if (this.#failed !== undefined) return 'shut'
    return this.#contact.isLost ? 'unsigned' : 'open'
  }

  /** Takes notice of what others added. Throws `damaged` when the log is not what it was. */
  async follow(): Promise<void> {
    const { store, vault, projections, onFollowed } = this.#parts
    const head = await store.head()
    if (head === undefined) throw new JournalError('damaged', 'the store has lost its head')
    // While this process stood still another version took over: what it would fold now, or tell of, is not so there.
    if (head.shape !== projections.shape) {
      this.#failed = otherVersion()
      throw this.#failed
    }
    if (head.size === this.#head.size && head.checkpoint === this.#head.checkpoint) return
    projections.forget()
    const frontier = this.#frontier.clone()
    let page: Appended[] = []
    for await (const { index, leaf } of store.leaves(frontier.size, head.size)) {
      frontier.append(hashLeaf(leaf))
      const entry = entryIn(index, leaf)
      vault.follow(entry)
      if (page.push({ entry, treeSize: head.size }) < pageOfFollowed) continue
      onFollowed(page)
      page = []
    }
    // A store that was put back, or rewritten under us: to go on would fork what was acknowledged.
    if (!isKnown(head, frontier, this.#parts)) {
      if (this.#failed === undefined) warn('store-put-back')
      this.#failed = new JournalError('damaged', 'the store no longer holds what this process acknowledged')
      throw this.#failed
    }
    if (page.length > 0) onFollowed(page)
    this.#frontier = frontier
    this.#head = head
    this.#parts.onHead(head.checkpoint)
  }

  /** All that is made becomes durable together, with one checkpoint over it, or nothing does. */
  async #write<T>(make: (batch: Batch) => Promise<T>): Promise<T> {
    if (this.#failed !== undefined) throw this.#failed
    await this.#signCommitted()
    const { batch, result } = await this.#store(make)
    try {
      await this.#destroyDoomed()
      await this.#signCommitted()
    } catch (error) {
      this.#tellRefused(batch)
      throw error
    }
    this.#parts.onHead(this.#head.checkpoint)
    return result
  }

  /** What stands though its callers are refused is heard of like what another process added, before they are. */
  #tellRefused({ entries, frontier }: Batch): void {
    const told = entries.map(({ index, leaf }) => ({ entry: entryIn(index, leaf), treeSize: frontier.size }))
    if (told.length > 0) this.#parts.onFollowed(told)
  }

  /** Keys that lie apart can go only when the log says so durably. */
  async #destroyDoomed(): Promise<void> {
    const { vault } = this.#parts
    try {
      if (vault.isApart) await vault.destroyDoomed()
    } catch (cause) {
      throw await this.#undone(cause)
    }
  }

  /**
   * A signer that remembers may have signed more than this store holds, and then refuses. It is asked while no other
   * process can write: of a tree that one adds to meanwhile it would have signed more, too.
   */
  async #holdToSigner(): Promise<void> {
    const { store, signer } = this.#parts
    await transaction(store.engine, async () => {
      await this.follow()
      await sign(this.#frontier, signer)
    })
  }

  async #store<T>(make: (batch: Batch) => Promise<T>): Promise<{ readonly batch: Batch; readonly result: T }> {
    const { store, vault, projections } = this.#parts
    try {
      // A key that could not be destroyed after its entry must not seal what comes next: a restart would destroy it.
      if (vault.isApart) await vault.destroyDoomed()
      await store.engine.begin()
      await this.follow()
      const batch = new Batch(this.#parts, this.#known, this.#frontier, Math.max(this.#parts.now(), this.#head.at))
      const result = await make(batch)
      await vault.writeFresh()
      if (!vault.isApart) await vault.destroyDoomed()
      const head = await this.#advance(batch)
      await commit(batch, this.#parts)
      vault.committed()
      this.#known.add(batch.parts)
      this.#frontier = batch.frontier
      this.#head = head
      return { batch, result }
    } catch (cause) {
      projections.forget()
      vault.rollback()
      throw await this.#undone(cause)
    }
  }

  async #advance(batch: Batch): Promise<Head> {
    const { store, projections } = this.#parts
    const { frontier, at } = batch
    if (frontier.size === this.#head.size) return this.#head
    const { signer, signsCommitted } = this.#parts
    const checkpoint = signsCommitted ? this.#head.checkpoint : await sign(frontier, signer)
    const head = { size: frontier.size, frontier: Buffer.concat(frontier.hashes), checkpoint, at }
    await Promise.all([batch.written(), store.setLast(batch.series), projections.write()])
    await store.advanceHead(this.#head.size, head)
    return head
  }

  /**
   * Signs what is committed and not signed yet, holding the store, so that no other process moves the head meanwhile.
   * A signer that remembers can't be asked earlier: a crash would undo a tree that it then holds us to for ever. While
   * it fails nothing is acknowledged, and nothing more is written.
   */
  async #signCommitted(): Promise<void> {
    if (this.#isAllSigned) return
    const { store } = this.#parts
    const work = async (): Promise<string> => {
      await this.follow()
      const [{ checkpoint, size }, isSigned] = [this.#head, this.#isHeadSigned]
      if (this.#isAllSigned) return checkpoint
      const signed = await this.#contact.sign(this.#frontier)
      // Another process has had it signed: this one only asked whether its own signer is there.
      if (isSigned) return checkpoint
      await store.setCheckpoint(size, signed)
      return signed
    }
    try {
      this.#head = { ...this.#head, checkpoint: await transaction(store.engine, work) }
    } catch (cause) {
      // A signer that comes back is asked again; a store that failed is not trusted again before a restart.
      throw cause instanceof JournalError ? cause : await this.#undone(cause)
    }
  }

  get #isHeadSigned(): boolean {
    return isOf(this.#head, this.#frontier, this.#parts.signer)
  }

  /** So that more may be written. A key in the folder signs with each commit. */
  get #isAllSigned(): boolean {
    return !this.#parts.signsCommitted || (this.#isHeadSigned && !this.#contact.isLost)
  }

  /** What the caller is told when nothing was written; whoever can't know that shuts this log until a restart. */
  async #undone(cause: unknown): Promise<unknown> {
    const { engine } = this.#parts.store
    const isRolledBack = await engine.rollback().then(
      () => true,
      () => false,
    )
    if (isRolledBack && isRefusal(cause)) return cause
    const error = cause instanceof JournalError ? cause : unwritable(cause)
    if (!isRolledBack || !engine.isUndone(cause)) this.#failed ??= error
    return error
  }
}

/** As those who listen hear of it: what it sealed is no business of theirs. */
function entryIn(index: number, leaf: Uint8Array): Entry {
  const { disclosures, ...entry } = decodeLeaf(index, leaf)
  return entry
}

const pageOfFollowed = 1000
