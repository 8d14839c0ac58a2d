// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../../journal/index.ts'

const summaryEveryMs = 60_000

/**
 * Refusals of callers without a valid key become one entry a minute, so that a flood of them can't fill the log (P3).
 */
export class RefusedCallers {
  readonly #journal: Pick<Journal, 'append'>
  #count = 0

  constructor(journal: Pick<Journal, 'append'>) {
    this.#journal = journal
  }

  count(): void {
    this.#add(1)
  }

  #add(callers: number): void {
    if (this.#count === 0) setTimeout(() => this.#record(), summaryEveryMs).unref()
    this.#count += callers
  }

  #record(): void {
    const count = this.#count
    this.#count = 0
    // What the log did not take is counted with the next.
    this.#journal.append({ kind: 'callers.refused', data: { count } }).catch(() => this.#add(count))
  }
}
