// SPDX-License-Identifier: EUPL-1.2

/**
 * Whether the callers of this turn of the loop are still asking, after the first of what they asked went over. The
 * sequencer makes entries of those meanwhile and waits for the rest before it commits: a commit costs much more than
 * what one more entry adds to it. In memory that both threads see, because nobody reads messages while waiting.
 */
export class Turn {
  /** Zero while no turn is open; otherwise it grows with what went over in it. */
  readonly #sent: Int32Array<SharedArrayBuffer>

  constructor(shared: SharedArrayBuffer) {
    this.#sent = new Int32Array(shared)
  }

  static get shared(): SharedArrayBuffer {
    return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  }

  /** Before the first drafts go over: whoever is woken by them may run before this thread runs on. */
  opens(): void {
    Atomics.compareExchange(this.#sent, 0, 0, 1)
  }

  /** After drafts went over, and more may come. */
  goesOn(): void {
    Atomics.add(this.#sent, 0, 1)
    Atomics.notify(this.#sent, 0)
  }

  /** After the last of them did. */
  isOver(): void {
    if (Atomics.exchange(this.#sent, 0, 0) !== 0) Atomics.notify(this.#sent, 0)
  }

  /** To be asked before messages are read, so that what comes after that is not missed. */
  get sent(): number {
    return Atomics.load(this.#sent, 0)
  }

  /**
   * Waits until something more went over than `sent`, if the turn is open, and no longer than `until` (as
   * `performance.now` counts); tells whether it is worth looking.
   */
  waitFor(sent: number, until: number): boolean {
    const ms = Math.max(0, until - performance.now())
    return sent !== 0 && Atomics.wait(this.#sent, 0, sent, ms) !== 'timed-out'
  }
}
