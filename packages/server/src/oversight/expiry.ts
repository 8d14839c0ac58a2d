// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal } from '../journal/index.ts'
import { warn } from '../warnings/index.ts'
import type { ForwardClock } from './forward-clock.ts'

/** So that a machine that slept, or whose clock was set, is noticed within a minute. */
const longestSleepMs = 60_000
const retryAfterMs = 1000
const maxAtOnce = 200

/**
 * Records that cases expired (P6). Refusal doesn't wait for this: the fold refuses what is past its time, and views show
 * it as expired, whether or not this runs. It makes the log say so, and makes room for a new case of the same call.
 */
export class Expiry {
  readonly #journal: Journal
  readonly #clock: ForwardClock
  #timer: NodeJS.Timeout | undefined
  #wakesAt = Number.POSITIVE_INFINITY
  #isSweeping = false
  #isClosed = false

  constructor(journal: Journal, clock: ForwardClock) {
    this.#journal = journal
    this.#clock = clock
  }

  /** Sweeps now, and again when the next case is due. Never rejects. */
  async sweep(): Promise<void> {
    if (this.#isSweeping || this.#isClosed) return
    this.#isSweeping = true
    const next = await this.#expireDue().catch((error: unknown) => {
      if (!this.#isClosed) warn('expiry-unrecorded', { error })
      return retryAfterMs
    })
    this.#isSweeping = false
    this.#wakeAfter(next)
  }

  /** A case opened, and it may be due before all others. */
  expect(expiresAt: number): void {
    if (expiresAt < this.#wakesAt) this.#wakeAfter(expiresAt - this.#clock.read() + 1)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  /** Gives how many milliseconds to wait until the next sweep. */
  async #expireDue(): Promise<number> {
    const due = await this.#journal.query(
      `SELECT id, agent FROM cases WHERE state IN ('open', 'approved') AND expires_at < $1 LIMIT ${maxAtOnce}`,
      this.#clock.read(),
    )
    const results = await Promise.allSettled(
      due.map(({ id, agent }) =>
        this.#journal.append({ kind: 'case.expired', data: { case: String(id), agent: String(agent) } }),
      ),
    )
    for (const result of results) {
      // Somebody closed it first, or the log's clock is a moment behind ours: the next sweep finds out which.
      if (result.status === 'rejected' && !(result.reason instanceof Conflict)) throw result.reason
    }
    const [first] = await this.#journal.query(
      "SELECT MIN(expires_at) AS at FROM cases WHERE state IN ('open', 'approved')",
    )
    if (typeof first?.at !== 'number') return longestSleepMs
    return Math.max(first.at - this.#clock.read() + 1, due.length > 0 ? retryAfterMs : 0)
  }

  #wakeAfter(wantedMs: number): void {
    if (this.#isClosed) return
    const delayMs = Math.min(Math.max(wantedMs, 1), longestSleepMs)
    this.#wakesAt = this.#clock.read() + delayMs
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.sweep(), delayMs)
    this.#timer.unref()
  }
}
