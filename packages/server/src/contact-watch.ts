// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from './journal/index.ts'
import type { Stops } from './stop/index.ts'
import { warn } from './warnings/index.ts'

const everyMs = 250
const limitMs = 1000
/**
 * A process that is itself blocked for longer lets nothing in or out meanwhile, and that says nothing about the store.
 */
const mostAtOnceMs = 2 * everyMs

/**
 * A process that has not heard from its store for a second can't record what it lets through, so it cuts everything
 * (P4). When the store answers, a stop that could not be recorded is offered to it again.
 */
export class ContactWatch {
  readonly #journal: Pick<Journal, 'contact'>
  readonly #stops: Pick<Stops, 'cutAll' | 'recordWaiting'>
  readonly #timer: NodeJS.Timeout
  #lookedAt = performance.now()
  /**
   * How long an answer has been awaited; undefined when none is. A question that failed is asked again, and still
   * counts.
   */
  #waitedMs: number | undefined
  #isAsking = false
  #isLost = false

  constructor(journal: Pick<Journal, 'contact'>, stops: Pick<Stops, 'cutAll' | 'recordWaiting'>) {
    this.#journal = journal
    this.#stops = stops
    this.#timer = setInterval(() => this.#look(), everyMs)
    this.#timer.unref()
  }

  /** Whether the store has not answered for longer than calls may go on. */
  get isLost(): boolean {
    return this.#isLost
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = performance.now()
    const passedMs = Math.min(now - this.#lookedAt, mostAtOnceMs)
    this.#lookedAt = now
    this.#waitedMs = this.#waitedMs === undefined ? 0 : this.#waitedMs + passedMs
    if (!this.#isAsking) this.#ask()
    // After the process itself was blocked, timers fire before the waiting answers are read: look again in the next
    // turn.
    if (this.#isOverdue) setImmediate(() => this.#isOverdue && this.#cut())
  }

  get #isOverdue(): boolean {
    return this.#waitedMs !== undefined && this.#waitedMs > limitMs
  }

  #ask(): void {
    this.#isAsking = true
    this.#journal.contact().then(
      () => {
        this.#isAsking = false
        this.#waitedMs = undefined
        if (this.#isLost) warn('store-answers')
        this.#isLost = false
        return this.#stops.recordWaiting()
      },
      () => {
        this.#isAsking = false
      },
    )
  }

  #cut(): void {
    if (!this.#isLost) warn('store-lost')
    this.#isLost = true
    this.#stops.cutAll('no contact with the store for a second')
  }
}
