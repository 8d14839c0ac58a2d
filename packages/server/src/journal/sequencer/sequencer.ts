// SPDX-License-Identifier: EUPL-1.2
import { transaction } from '../engine/engine.ts'
import { otherVersion } from '../error.ts'
import { requireNotNewer } from '../fold/written-by.ts'
import { decodeEntry } from '../leaf.ts'
import { KnownParts } from '../sealed/known-parts.ts'
import type { Head } from '../store.ts'
import type { Standing } from '../threads/protocol.ts'
import type { WrittenDraft } from '../threads/written.ts'
import { Batch, type EntryPlace, receiptsOf } from './batch.ts'
import { type Committing, commit } from './commit.ts'
import { checkTail, requireOurs, sign } from './head.ts'
import { HeadSigner } from './head-signer.ts'
import { KnownHead, type KnownHeadParts } from './known-head.ts'

interface SequencerParts extends KnownHeadParts, Committing {
  readonly now: () => number
  /** The version of Sluis, if it must be told from newer ones. */
  readonly version?: string | undefined
  /** How many processes are alive that fold the log into other tables. */
  readonly others: () => Promise<number>
  /** Asked before anything is signed; throws if the store is older than what is known elsewhere. */
  readonly checkRecovered: () => Promise<void>
}

/** The result of one transaction for the drafts that it took. */
export interface AppendedBatch {
  readonly results: readonly (EntryPlace | Error)[]
  /** The index of the first of its entries. */
  readonly first: number
  readonly at: number
  /** The size of the tree whose signed checkpoint covers them. */
  readonly treeSize: number
  /**
   * The receipts of the entries, in order, as far as they were asked for; empty if none was, or if the signed tree is
   * larger.
   */
  readonly receipts: readonly (string | undefined)[]
}

/**
 * Makes the order of the log. A batch of drafts becomes entries, tree nodes, sealed fields, projections and one signed
 * checkpoint in one transaction; nothing is acknowledged before it is durable. Several processes may share a store:
 * each writes only from the newest head, which nobody else can move meanwhile. Owned by one thread: calls must not
 * overlap.
 */
export class Sequencer {
  readonly #parts: SequencerParts
  readonly #known: KnownHead
  readonly #signer: HeadSigner
  readonly #knownParts = new KnownParts()

  private constructor(parts: SequencerParts, known: KnownHead) {
    this.#parts = parts
    this.#known = known
    this.#signer = new HeadSigner(parts, known)
  }

  /** Recovers from what is stored. Throws `damaged` if head, entries and checkpoint don't agree. */
  static async open(parts: SequencerParts): Promise<Sequencer> {
    const { store, signer, projections } = parts
    const known = await transaction(store.engine, async () => {
      const known = await KnownHead.read(parts)
      if (parts.version !== undefined) await requireNotNewer(store, parts.version)
      await projections.prepare(known.head.size, async () => {
        if ((await parts.others()) > 0) throw otherVersion()
      })
      return known
    })
    // Before anything is signed: a tail that waits for its signature must not get it from an unknown key.
    requireOurs(known.head, parts)
    await checkTail(store, known.head, signer)
    await parts.checkRecovered()
    const sequencer = new Sequencer(parts, known)
    await sequencer.#signer.signRecovered()
    return sequencer
  }

  /**
   * One result for each draft, in order, for as many as one transaction takes: where its entry stands, or why it was
   * refused. The rest is for the next call. `more` gives the drafts that came meanwhile, which go along. Throws
   * `unwritable` for all.
   */
  async append(drafts: readonly WrittenDraft[], more: () => readonly WrittenDraft[]): Promise<AppendedBatch> {
    const taken: WrittenDraft[] = []
    const { batch, results } = await this.write(async (batch) => {
      const results: (EntryPlace | Error)[] = []
      for (let next = drafts; next.length > 0 && results.length === taken.length; next = more()) {
        taken.push(...next)
        results.push(...(await batch.fill(next)))
      }
      return { batch, results }
    })
    const entered = taken.filter((_, at) => !(results[at] instanceof Error))
    const isWanted = entered.map(({ receipt }) => receipt === true)
    const { size: treeSize, checkpoint } = this.#known.head
    // Another process may have added to the tree before it was signed; then these hashes lead to no signed root.
    const isProvable = treeSize === batch.frontier.size && isWanted.includes(true)
    const receipts = isProvable ? receiptsOf(batch, checkpoint, isWanted) : []
    return { results, first: batch.before.size, at: batch.at, treeSize, receipts }
  }

  /** Follows what others added. Throws `damaged` if the log is not what it was. */
  async follow(): Promise<void> {
    await this.#known.follow()
  }

  /**
   * The same, and also has the committed tree signed while nobody writes: its signer may be back, or the process that
   * committed it gone.
   */
  async keepUp(): Promise<Standing> {
    await this.follow()
    if (this.#signer.isDue) {
      await this.#signer.signCommitted().then(
        () => this.#known.tell(),
        () => undefined,
      )
    }
    if (this.#known.failed !== undefined) return 'shut'
    return this.#signer.isLost ? 'unsigned' : 'open'
  }

  /** All that is made becomes durable together, with one checkpoint over it, or nothing does. */
  async write<T>(make: (batch: Batch) => Promise<T>): Promise<T> {
    if (this.#known.failed !== undefined) throw this.#known.failed
    await this.#signer.signCommitted()
    const { batch, result } = await this.#store(make)
    try {
      await this.#destroyDoomed()
      await this.#signer.signCommitted()
    } catch (error) {
      this.#tellRefused(batch)
      throw error
    }
    this.#known.tell()
    return result
  }

  /**
   * Entries that stand although their callers are refused: listeners hear of them like of what another process added,
   * before the callers do.
   */
  #tellRefused({ entries, frontier }: Batch): void {
    const told = entries.map(({ index, leaf }) => ({ entry: decodeEntry(index, leaf), treeSize: frontier.size }))
    if (told.length > 0) this.#parts.onFollowed(told)
  }

  /** Keys in a store of their own can be destroyed only once the log says so durably. */
  async #destroyDoomed(): Promise<void> {
    const { vault } = this.#parts
    try {
      if (vault.isApart) await vault.destroyDoomed()
    } catch (cause) {
      throw await this.#known.undone(cause)
    }
  }

  async #store<T>(make: (batch: Batch) => Promise<T>): Promise<{ readonly batch: Batch; readonly result: T }> {
    const { store, vault, projections } = this.#parts
    const known = this.#known
    try {
      // A key that could not be destroyed after its entry must not seal later entries: a restart would destroy it.
      if (vault.isApart) await vault.destroyDoomed()
      await store.engine.begin()
      await known.follow()
      const batch = new Batch(this.#parts, this.#knownParts, known.frontier, Math.max(this.#parts.now(), known.head.at))
      const result = await make(batch)
      await vault.writeFresh()
      if (!vault.isApart) await vault.destroyDoomed()
      const head = await this.#advance(batch)
      await commit(batch, this.#parts)
      vault.committed()
      this.#knownParts.add(batch.parts)
      known.move(head, batch.frontier)
      return { batch, result }
    } catch (cause) {
      projections.forget()
      vault.rollback()
      throw await known.undone(cause)
    }
  }

  async #advance(batch: Batch): Promise<Head> {
    const { store, projections, signer, signsCommitted } = this.#parts
    const { frontier, at } = batch
    const { head } = this.#known
    if (frontier.size === head.size) return head
    const checkpoint = signsCommitted ? head.checkpoint : await sign(frontier, signer)
    const next = { size: frontier.size, frontier: Buffer.concat(frontier.hashes), checkpoint, at }
    await Promise.all([batch.written(), store.setLast(batch.series), projections.write()])
    await store.advanceHead(head.size, next)
    return next
  }
}
