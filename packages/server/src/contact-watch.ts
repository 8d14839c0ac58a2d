// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from './journal/index.ts'
import type { Stops } from './stop/index.ts'

const everyMs = 250
const limitMs = 1000

/**
 * A process that has had no word from its store for a second can't record what it lets through: it cuts all (P4). While
 * the store answers, a stop that it could not take before is offered to it again.
 */
export class ContactWatch {
  readonly #timer: NodeJS.Timeout
  #askedAt: number | undefined

  constructor(journal: Journal, stops: Stops) {
    this.#timer = setInterval(() => {
      if (this.#askedAt === undefined) {
        this.#askedAt = performance.now()
        journal.contact().then(
          () => {
            this.#askedAt = undefined
            return stops.recordWaiting()
          },
          // No answer is what counts; the time since the question keeps running.
          () => undefined,
        )
      } else if (performance.now() - this.#askedAt > limitMs) {
        stops.cutAll('no contact with the store for a second')
      }
    }, everyMs)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }
}
