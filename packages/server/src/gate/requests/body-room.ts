// SPDX-License-Identifier: EUPL-1.2
import type { ServerResponse } from 'node:http'
import { GateError } from '../error.ts'

/** In bytes. A body counts for as long as its call is under way. */
interface BodyBounds {
  /**
   * A body up to this size does not count: the bounds on connections and on calls at once limit how many of those there
   * are.
   */
  readonly free: number
  readonly perAgent: number
  readonly inAll: number
}

const bodyBounds: BodyBounds = { free: 64 * 1024, perAgent: 256 * 1024 * 1024, inAll: 1024 * 1024 * 1024 }

const soon = { retryAfter: 1 }

/**
 * Bounds the memory that large bodies take. Without it, an agent that sends twenty megabytes down each of a thousand
 * connections takes all of it, and so prevents everybody else's calls.
 */
export class BodyRoom {
  readonly bounds: BodyBounds
  #taken = 0
  readonly #ofAgents = new Map<string, number>()
  readonly #underWay = new WeakMap<ServerResponse, () => void>()

  constructor(bounds = bodyBounds) {
    this.bounds = bounds
  }

  /** Counts a body of this agent that has grown past `free`, until its answer is out and all its work has ended. */
  open(agent: string, response: ServerResponse): (size: number) => void {
    let held = 0
    let isAwaited = true
    const close = (): void => {
      // Otherwise somebody who leaves and asks again would fill the memory with bodies that wait to be inspected.
      if (isAwaited || !response.closed) return
      this.#take(agent, -held)
      held = 0
    }
    response.once('close', close)
    this.#underWay.set(response, () => {
      isAwaited = false
      close()
    })
    /** Throws `busy` or `too-many-at-once` if there is no room for a body of this size. */
    return (size) => {
      if (response.closed) return
      const { inAll, perAgent } = this.bounds
      const more = size - held
      if (this.#taken + more > inAll) throw new GateError('busy', 'the gate carries all that it can', soon)
      if ((this.#ofAgents.get(agent) ?? 0) + more > perAgent) {
        throw new GateError('too-many-at-once', `this agent has requests of ${perAgent} bytes under way`, soon)
      }
      this.#take(agent, more)
      held = size
    }
  }

  /** The work for the request of this answer has ended. */
  served(response: ServerResponse): void {
    this.#underWay.get(response)?.()
  }

  #take(agent: string, bytes: number): void {
    const taken = (this.#ofAgents.get(agent) ?? 0) + bytes
    if (taken === 0) this.#ofAgents.delete(agent)
    else this.#ofAgents.set(agent, taken)
    this.#taken += bytes
  }
}
