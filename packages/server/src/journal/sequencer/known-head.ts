// SPDX-License-Identifier: EUPL-1.2
import { type Frontier, hashLeaf } from '@sluis/log'
import { warn } from '../../warnings/index.ts'
import type { Appended } from '../entry.ts'
import { JournalError, otherVersion, unwritable } from '../error.ts'
import type { Projections } from '../fold/projections.ts'
import { decodeEntry } from '../leaf.ts'
import type { Vault } from '../sealed/vault.ts'
import type { Head, Store } from '../store.ts'
import { isRefusal } from './batch.ts'
import { firstHead, frontierOf, isKnown, type Signing } from './head.ts'

export interface KnownHeadParts extends Signing {
  readonly store: Store
  readonly vault: Vault
  readonly projections: Projections
  /**
   * Entries that another process added to the same log, or that this one added and could not acknowledge, in the log's
   * order.
   */
  readonly onFollowed: (entries: readonly Appended[]) => void
  /** Each signed checkpoint, when it is stored and before anyone is answered; also those of others. */
  readonly onHead: (checkpoint: string) => void
}

/**
 * How far the log is, as this process knows it: the newest head with its tree. It moves with what is committed here and
 * with what others add, and not at all once nobody can know what the store holds.
 */
export class KnownHead {
  readonly #parts: KnownHeadParts
  #head: Head
  #frontier: Frontier
  #failed: JournalError | undefined

  private constructor(parts: KnownHeadParts, head: Head) {
    this.#parts = parts
    this.#head = head
    this.#frontier = frontierOf(head)
  }

  /**
   * Reads the stored head, or makes that of a new log. Throws `damaged` if head, entries and checkpoint don't agree.
   */
  static async read(parts: KnownHeadParts): Promise<KnownHead> {
    const { store, signer } = parts
    const head = (await store.head()) ?? (await firstHead(store, signer))
    const end = await store.end()
    if (end !== head.size) {
      throw new JournalError('damaged', `the head covers ${head.size} entries, the store ends after ${end}`)
    }
    const known = new KnownHead(parts, head)
    if (!isKnown(head, known.#frontier, parts)) {
      throw new JournalError('damaged', 'the stored checkpoint is not of this tree or not of this log')
    }
    return known
  }

  get head(): Head {
    return this.#head
  }

  get frontier(): Frontier {
    return this.#frontier
  }

  /** Set when a failure makes it impossible to know what the store holds; only a restart clears it. */
  get failed(): JournalError | undefined {
    return this.#failed
  }

  /** Moves to what is now stored. */
  move(head: Head, frontier = this.#frontier): void {
    this.#head = head
    this.#frontier = frontier
  }

  tell(): void {
    this.#parts.onHead(this.#head.checkpoint)
  }

  /** Follows what others added. Throws `damaged` if the log is not what it was. */
  async follow(): Promise<void> {
    const { store, vault, projections, onFollowed } = this.#parts
    const head = await store.head()
    if (head === undefined) throw new JournalError('damaged', 'the store has lost its head')
    // While this process hung, another version took over: the tables into which this one would fold are no longer its
    // own.
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
      const entry = decodeEntry(index, leaf)
      vault.follow(entry)
      if (page.push({ entry, treeSize: head.size }) < pageOfFollowed) continue
      onFollowed(page)
      page = []
    }
    // The store was put back or rewritten while Sluis ran: to go on would fork what was acknowledged.
    if (!isKnown(head, frontier, this.#parts)) {
      if (this.#failed === undefined) warn('store-put-back')
      this.#failed = new JournalError('damaged', 'the store no longer holds what this process acknowledged')
      throw this.#failed
    }
    if (page.length > 0) onFollowed(page)
    this.move(head, frontier)
    this.tell()
  }

  /**
   * Gives the error for the caller when nothing was written. If that can't be known, shuts this log until a restart.
   */
  async undone(cause: unknown): Promise<unknown> {
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

const pageOfFollowed = 1000
