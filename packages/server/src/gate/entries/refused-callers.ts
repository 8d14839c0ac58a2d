// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../../journal/index.ts'

const summaryEveryMs = 60_000

/** Refusals of callers without a valid key become one entry a minute: a flood of them must not fill the log (P3). */
export class RefusedCallers {
  readonly #journal: Journal
  #count = 0

  constructor(journal: Journal) {
    this.#journal = journal
  }

  count(): void {
    if (this.#count++ === 0) setTimeout(() => this.#record(), summaryEveryMs).unref()
  }

  #record(): void {
    const count = this.#count
    this.#count = 0
    this.#journal.append({ kind: 'callers.refused', data: { count } }).catch(() => {
      this.#count += count
    })
  }
}
