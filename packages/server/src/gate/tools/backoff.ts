// SPDX-License-Identifier: EUPL-1.2

/** The end of a server that lived this long is no failure to start. */
const wellAfterMs = 60_000
const firstWaitMs = 500
const maxWaitMs = 60_000

/** When a server that keeps failing may be started again: the first time at once, then after twice as long each time. */
export class Backoff {
  readonly #now: () => number
  #failures = 0
  #startedAtMs: number | undefined
  #notBeforeMs = 0

  constructor(now: () => number) {
    this.#now = now
  }

  waitMs(): number {
    // A clock that jumped back must not keep a server down for longer than the longest wait.
    return Math.min(Math.max(0, this.#notBeforeMs - this.#now()), maxWaitMs)
  }

  started(): void {
    this.#startedAtMs = this.#now()
  }

  /** It could not be started, or it died. */
  ended(): void {
    const lived = this.#startedAtMs === undefined ? 0 : this.#now() - this.#startedAtMs
    this.#startedAtMs = undefined
    this.#failures = lived >= wellAfterMs ? 0 : this.#failures + 1
    const waitMs = this.#failures < 2 ? 0 : Math.min(firstWaitMs * 2 ** (this.#failures - 2), maxWaitMs)
    this.#notBeforeMs = this.#now() + waitMs
  }
}
