// SPDX-License-Identifier: EUPL-1.2

/** A turn that takes longer waits for somebody else, and no longer holds up its own agent. */
const longestMs = 100

/**
 * Requests of an agent that are no calls, so that limits don't count them: one after the other, each in another turn of
 * the loop. A flood of them costs other agents the time of one, and delays only itself.
 */
export class OwnTurns {
  /** The end of the last turn of each agent that has one. */
  readonly #last = new Map<string, Promise<void>>()

  /** Resolves when the turn begins, with the function that ends it. */
  async begin(agent: string): Promise<() => void> {
    const before = this.#last.get(agent)
    const { promise: own, resolve } = Promise.withResolvers<void>()
    this.#last.set(agent, own)
    await before
    const end = (): void => {
      if (this.#last.get(agent) === own) this.#last.delete(agent)
      resolve()
    }
    const timer = setTimeout(end, longestMs)
    return () => {
      clearTimeout(timer)
      setImmediate(end)
    }
  }
}
