// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../journal/index.ts'
import { warn } from '../warnings/index.ts'
import type { ForwardClock } from './forward-clock.ts'

interface UntoldParts {
  readonly journal: Journal
  readonly clock: ForwardClock
  readonly tell: (caseId: string) => void
  /** The longest that a process takes to tell the people of one case. */
  readonly longestMs: number
}

const everyMs = 5000

/**
 * Finds the open cases whose people nobody tells, because the process that held them died or was told by the log that it
 * could not write them, which a signer that is away says of what stands all the same. Its silence would refuse them (P6).
 */
export class Untold {
  readonly #parts: UntoldParts
  readonly #timer: NodeJS.Timeout
  #isWarned = false

  /** At a start, what this process's folder or database has of an earlier one. */
  constructor(parts: UntoldParts) {
    this.#parts = parts
    const { isShared } = parts.journal
    this.#look(isShared ? parts.longestMs : 0)
    this.#timer = setInterval(() => this.#look(isShared ? parts.longestMs : everyMs), everyMs)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Another process may be telling what was held just now. */
  #look(olderThanMs: number): void {
    this.#find(olderThanMs).then(
      () => {
        this.#isWarned = false
      },
      (error: unknown) => {
        if (!this.#isWarned) warn('notices-unasked', { error })
        this.#isWarned = true
      },
    )
  }

  async #find(olderThanMs: number): Promise<void> {
    const { journal, clock, tell } = this.#parts
    const sql = "SELECT id, entry FROM cases WHERE state = 'open' AND notified IS NULL AND opened_at <= $1"
    const untold = await journal.query(sql, clock.read() - olderThanMs)
    if (untold.length === 0) return
    // What is not signed yet nobody can decide on.
    const { size } = await journal.log.checkpoint()
    for (const { id, entry } of untold) if (Number(entry) < size) tell(String(id))
  }
}
