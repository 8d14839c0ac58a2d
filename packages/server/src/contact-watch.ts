// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from './journal/index.ts'
import type { Stops } from './stop/index.ts'
import { warn } from './warnings/index.ts'

const everyMs = 250
const limitMs = 1000
/** A process that is held up for longer lets nothing in or out meanwhile, which says nothing of the store. */
const mostAtOnceMs = 2 * everyMs

/**
 * A process that has had no word from its store for a second can't record what it lets through: it cuts all (P4). While
 * the store answers, a stop that it could not take before is offered to it again.
 */
export class ContactWatch {
  readonly #journal: Pick<Journal, 'contact'>
  readonly #stops: Pick<Stops, 'cutAll' | 'recordWaiting'>
  readonly #timer: NodeJS.Timeout
  #lookedAt = performance.now()
  /** For an answer; undefined when none is owed. A question that failed is asked again, and still owed. */
  #waitedMs: number | undefined
  #isAsking = false
  #isLost = false

  constructor(journal: Pick<Journal, 'contact'>, stops: Pick<Stops, 'cutAll' | 'recordWaiting'>) {
    this.#journal = journal
    this.#stops = stops
    this.#timer = setInterval(() => this.#look(), everyMs)
    this.#timer.unref()
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
    // A process that was itself held up finds its timers due before it has read the answers that lie there.
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
