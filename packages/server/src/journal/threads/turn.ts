// SPDX-License-Identifier: EUPL-1.2

/**
 * Says whether the callers of this turn of the loop are still asking, after their first drafts went over. The sequencer
 * makes entries of those meanwhile and waits for the rest before it commits: a commit costs much more than one more
 * entry in it. It is in memory that both threads see, because nobody reads messages while waiting.
 */
export class Turn {
  /** Zero while no turn is open; otherwise it grows with each part that goes over. */
  readonly #sent: Int32Array<SharedArrayBuffer>

  constructor(shared: SharedArrayBuffer) {
    this.#sent = new Int32Array(shared)
  }

  static get shared(): SharedArrayBuffer {
    return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  }

  /** Called before the first drafts go over: the thread that they wake may run before this one goes on. */
  opens(): void {
    Atomics.compareExchange(this.#sent, 0, 0, 1)
  }

  /** Called after drafts went over, if more may come. */
  goesOn(): void {
    Atomics.add(this.#sent, 0, 1)
    Atomics.notify(this.#sent, 0)
  }

  /** Called after the last drafts went over. */
  isOver(): void {
    if (Atomics.exchange(this.#sent, 0, 0) !== 0) Atomics.notify(this.#sent, 0)
  }

  /** To be read before messages are, so that later ones are not missed. */
  get sent(): number {
    return Atomics.load(this.#sent, 0)
  }

  /**
   * Waits until more went over than `sent`, if the turn is open, and no longer than `until` (as `performance.now`
   * counts). True if it is worth looking.
   */
  waitFor(sent: number, until: number): boolean {
    const ms = Math.max(0, until - performance.now())
    return sent !== 0 && Atomics.wait(this.#sent, 0, sent, ms) !== 'timed-out'
  }
}
