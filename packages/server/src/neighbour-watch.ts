// SPDX-License-Identifier: EUPL-1.2
import { settleLostCalls } from './gate/index.ts'
import type { Journal } from './journal/index.ts'
import type { Tasks } from './tasks/index.ts'

const everyMs = 5000

/** Where several processes share a log, the others take up what a process leaves behind when it dies. */
export class NeighbourWatch {
  readonly #timer: NodeJS.Timeout | undefined

  constructor(journal: Journal, tasks: Pick<Tasks, 'takeUp'>) {
    if (!journal.isShared) return
    let isLooking = false
    this.#timer = setInterval(() => {
      if (isLooking) return
      isLooking = true
      settleLostCalls(journal)
        .then(() => tasks.takeUp())
        // When the store can't be reached, calls that need it say so; the next look comes soon.
        .catch(() => undefined)
        .finally(() => {
          isLooking = false
        })
    }, everyMs)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }
}
