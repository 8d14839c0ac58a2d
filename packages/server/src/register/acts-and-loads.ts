// SPDX-License-Identifier: EUPL-1.2

/**
 * Acts of people run side by side. A load of files waits for the acts under way, and later acts wait for the load: an
 * act is judged by the files that are in force when it is recorded.
 */
export class ActsAndLoads {
  readonly #acts = new Set<Promise<unknown>>()
  #loaded: Promise<unknown> = Promise.resolve()

  async act(work: () => Promise<void>): Promise<void> {
    const done = this.#loaded.then(work)
    this.#acts.add(done)
    try {
      await done
    } finally {
      this.#acts.delete(done)
    }
  }

  load<T>(work: () => Promise<T>): Promise<T> {
    const done = Promise.allSettled([this.#loaded, ...this.#acts]).then(work)
    this.#loaded = done.catch(() => undefined)
    return done
  }
}
