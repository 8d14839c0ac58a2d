// SPDX-License-Identifier: EUPL-1.2

/** A clock that stands still when the machine's jumps back: what was too late stays too late. */
export class ForwardClock {
  readonly #now: () => number
  #latest = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Epoch milliseconds, never before an earlier answer or an entry that was seen. */
  read(): number {
    return this.saw(this.#now())
  }

  saw(at: number): number {
    this.#latest = Math.max(this.#latest, at)
    return this.#latest
  }
}
