// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from './journal/index.ts'
import type { Stops } from './stop/index.ts'
import { warn } from './warnings/index.ts'

const everyMs = 250
const limitMs = 1000

/**
 * A process that has had no word from its store for a second can't record what it lets through: it cuts all (P4). While
 * the store answers, a stop that it could not take before is offered to it again.
 */
export class ContactWatch {
  readonly #journal: Pick<Journal, 'contact'>
  readonly #stops: Pick<Stops, 'cutAll' | 'recordWaiting'>
  readonly #timer: NodeJS.Timeout
  #askedAt: number | undefined
  #isLost = false

  constructor(journal: Pick<Journal, 'contact'>, stops: Pick<Stops, 'cutAll' | 'recordWaiting'>) {
    this.#journal = journal
    this.#stops = stops
    this.#timer = setInterval(() => {
      if (this.#askedAt === undefined) this.#ask()
      // A process that was itself held up finds its timers due before it has read the answers that lie there.
      else if (this.#isOverdue) setImmediate(() => this.#isOverdue && this.#cut())
    }, everyMs)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  get #isOverdue(): boolean {
    return this.#askedAt !== undefined && performance.now() - this.#askedAt > limitMs
  }

  #ask(): void {
    this.#askedAt = performance.now()
    this.#journal.contact().then(
      () => {
        this.#askedAt = undefined
        if (this.#isLost) warn('store-answers')
        this.#isLost = false
        return this.#stops.recordWaiting()
      },
      // No answer is what counts; the time since the question keeps running.
      () => undefined,
    )
  }

  #cut(): void {
    if (!this.#isLost) warn('store-lost')
    this.#isLost = true
    this.#stops.cutAll('no contact with the store for a second')
  }
}
