// SPDX-License-Identifier: EUPL-1.2
import type { Appended, EntryDraft } from '../entry.ts'
import { JournalError } from '../error.ts'
import { errorOf } from './failure.ts'
import type { Outbox } from './outbox.ts'
import type { Answer, Asked, FromWorker, Operation, Placed, Reply } from './protocol.ts'
import { ToldWriting } from './told-writing.ts'
import { type WrittenDraft, writeDraft } from './written.ts'

/** An append that is under way, with what its entry will say. */
interface Appending {
  readonly draft: EntryDraft
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: Error) => void
}

/** A question that is under way. */
interface Asking {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/**
 * `isOurs` tells what this process appended from what another process did that shares the store. What this process
 * appended and could not acknowledge, because the signer was away, counts as another's: its caller was told that it
 * failed.
 */
export type EntryListener = (appended: Appended, isOurs: boolean) => void

/** Questions to the sequencer's thread, and its answers: each caller is told once what became of its question. */
export class Exchange {
  readonly #outbox: Outbox
  readonly #asking = new Map<number, Asking>()
  readonly #appending = new Map<number, Appending>()
  readonly #listeners = new Set<EntryListener>()
  readonly #writing = new ToldWriting()
  #nextId = 1
  #isOver = false

  constructor(outbox: Outbox) {
    this.#outbox = outbox
  }

  get isOver(): boolean {
    return this.#isOver
  }

  append(draft: EntryDraft): Promise<Appended> {
    if (this.#isOver) return Promise.reject(closed())
    let written: WrittenDraft
    try {
      written = writeDraft(draft)
    } catch (cause) {
      return Promise.reject(new JournalError('damaged', 'the entry can not be passed on', { cause }))
    }
    const { promise, resolve, reject } = Promise.withResolvers<Appended>()
    const id = this.#nextId++
    this.#appending.set(id, { draft, resolve, reject })
    this.#outbox.append(id, written)
    return promise
  }

  ask<Op extends Operation>(op: Op, ...asked: Asked<Op>): Promise<Answer<Op>> {
    if (this.#isOver) return Promise.reject(closed())
    const { promise, resolve, reject } = Promise.withResolvers<Answer<Op>>()
    const id = this.#nextId++
    // The other thread answers what was asked: `answering` is held to the same list.
    this.#asking.set(id, { resolve: (answer) => resolve(answer as Answer<Op>), reject })
    this.#outbox.ask({ id, op, asked })
    return promise
  }

  onEntry(listener: EntryListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes a message of the other thread. */
  take(message: FromWorker): void {
    if ('placed' in message) this.#place(message.placed)
    if ('replies' in message) for (const reply of message.replies) this.#settle(reply)
    if ('followed' in message) for (const appended of message.followed) this.#tell(appended, false)
  }

  /** Ends all waiting with this error. */
  end(error: JournalError): void {
    this.#isOver = true
    for (const { reject } of this.#asking.values()) reject(error)
    for (const { reject } of this.#appending.values()) reject(error)
    this.#asking.clear()
    this.#appending.clear()
  }

  #place({ ids, index: first, numbers, receipts, at, treeSize }: Placed): void {
    this.#writing.wrote()
    for (const [place, id] of ids.entries()) {
      const appending = this.#appending.get(id)
      if (appending === undefined) continue
      this.#appending.delete(id)
      const index = first + place
      const { kind, data, series } = appending.draft
      const number = numbers[place]
      const isNumbered = series !== undefined && number !== undefined
      const entry = isNumbered ? { index, at, kind, data, series, number } : { index, at, kind, data }
      const receipt = receipts[place]
      const appended = receipt === undefined ? { entry, treeSize } : { entry, treeSize, receipt }
      this.#tell(appended, true)
      appending.resolve(appended)
    }
  }

  #settle(reply: Reply): void {
    const asking = this.#asking.get(reply.id)
    this.#asking.delete(reply.id)
    if ('failure' in reply) {
      const error = errorOf(reply.failure)
      asking?.reject(error)
      const appending = this.#appending.get(reply.id)
      if (appending !== undefined) this.#writing.failed(error)
      appending?.reject(error)
      this.#appending.delete(reply.id)
      return
    }
    const { answer } = reply
    if (typeof answer === 'object' && 'entry' in answer) this.#tell(answer, true)
    asking?.resolve(answer)
  }

  #tell(appended: Appended, isOurs: boolean): void {
    for (const listener of this.#listeners) listener(appended, isOurs)
  }
}

export function closed(): JournalError {
  return new JournalError('closed', 'the journal is closed')
}
