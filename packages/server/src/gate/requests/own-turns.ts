// SPDX-License-Identifier: EUPL-1.2

/** What takes longer waits for somebody else, and keeps nobody of its own agent's waiting. */
const longestMs = 100

/**
 * What an agent asks that is no call, so that its limits don't count it: one after the other, each in another turn of the
 * loop. A flood of it costs the other agents the time of one, and waits for itself.
 */
export class OwnTurns {
  /** The end of the last turn of each agent that has one. */
  readonly #last = new Map<string, Promise<void>>()

  /** Resolves when the turn begins, with what ends it. */
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
