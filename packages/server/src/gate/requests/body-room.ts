// SPDX-License-Identifier: EUPL-1.2
import type { ServerResponse } from 'node:http'
import { GateError } from '../error.ts'

/** In bytes of bodies, each as long as its call is under way. */
interface BodyBounds {
  /** A body up to so many counts for nothing: connections and calls at once bound how many of those there are. */
  readonly free: number
  readonly perAgent: number
  readonly inAll: number
}

const bodyBounds: BodyBounds = { free: 64 * 1024, perAgent: 256 * 1024 * 1024, inAll: 1024 * 1024 * 1024 }

const soon = { retryAfter: 1 }

/**
 * What large bodies take of this process's memory. Without a bound an agent that sends twenty megabytes down each of a
 * thousand connections takes all of it, and with it the calls of everybody else.
 */
export class BodyRoom {
  readonly bounds: BodyBounds
  #taken = 0
  readonly #ofAgents = new Map<string, number>()
  readonly #underWay = new WeakMap<ServerResponse, () => void>()

  constructor(bounds = bodyBounds) {
    this.bounds = bounds
  }

  /** A body of this agent's that has grown past what is free, until its answer is out and all that is done for it ended. */
  open(agent: string, response: ServerResponse): (size: number) => void {
    let held = 0
    let isAwaited = true
    const close = (): void => {
      // Of whoever leaves and asks again it would else fill memory, while it waits for its turn to be looked through.
      if (isAwaited || !response.closed) return
      this.#take(agent, -held)
      held = 0
    }
    response.once('close', close)
    this.#underWay.set(response, () => {
      isAwaited = false
      close()
    })
    /** Throws `busy` or `too-many-at-once` where there is no room for a body of so many bytes. */
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

  /** What was done for the request of this answer ended. */
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
