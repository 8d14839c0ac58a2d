// SPDX-License-Identifier: EUPL-1.2

export interface Driven {
  readonly perSecond: number
  /** From asking to being told that it is durable: the median. */
  readonly p50Ms: number
}

/** Has `callers` ask `total` times together, each again as soon as it was answered. */
export async function drive(callers: number, total: number, ask: () => Promise<unknown>): Promise<Driven> {
  const times: number[] = []
  let left = total
  const caller = async (): Promise<void> => {
    while (left-- > 0) {
      const asked = performance.now()
      await ask()
      times.push(performance.now() - asked)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  return { perSecond: (total / (performance.now() - started)) * 1000, p50Ms: median(times) }
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** What waits when a commit begins goes with it: the same group commit for every store that is measured. */
export class GroupCommit {
  readonly #commit: (count: number) => void | Promise<void>
  #waiting: (() => void)[] = []
  #busy = false

  constructor(commit: (count: number) => void | Promise<void>) {
    this.#commit = commit
  }

  append(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push(resolve)
    if (!this.#busy) {
      this.#busy = true
      queueMicrotask(() => this.#work())
    }
    return promise
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      await this.#commit(batch.length)
      for (const resolve of batch) resolve()
      // Those who were answered ask again before the next commit begins.
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#busy = false
  }
}
