// SPDX-License-Identifier: EUPL-1.2
import { LimitError } from './error.ts'
import { minuteMs, secondsLeftOfMinute } from './period.ts'
import { type Applying, type Counted, scopeName } from './scope.ts'

/** What one process carries at once whatever the organisation allows; each call has a few entries waiting at most. */
export interface Room {
  readonly perAgent: number
  readonly inAll: number
}

/** A call that was let in; `leave` when it has ended, and cut when `cut` aborts. */
export interface Pass {
  readonly cut: AbortSignal
  leave(): void
}

interface Standing {
  minute: number
  calls: number
  inFlight: number
}

/**
 * Counts calls in and out of this process, before anything of them is looked at: so a flood costs little, and the queue
 * of the journal is bounded by what is under way. Across processes the fold counts again.
 */
export class Door {
  readonly #room: Room
  readonly #now: () => number
  readonly #standings = new Map<string, Standing>()
  readonly #inside = new Set<AbortController>()
  #isClosing = false
  #emptied: PromiseWithResolvers<void> | undefined

  constructor(room: Room, now: () => number) {
    this.#room = room
    this.#now = now
  }

  get inFlight(): number {
    return this.#inside.size
  }

  /** Lets a call in, or throws a LimitError: `closing`, `busy`, `too-many-at-once`, `over-rate`. */
  enter(caller: Counted, applying: Applying): Pass {
    if (this.#isClosing) throw new LimitError('closing', 'Sluis is closing; ask again when it is back', 30)
    if (this.#inside.size >= this.#room.inAll) throw new LimitError('busy', 'the gate carries all that it can', 1)
    const minute = Math.floor(this.#now() / minuteMs)
    const agent = this.#standing(scopeName('agent', caller), minute)
    if (agent.inFlight >= this.#room.perAgent) throw tooMany('agent', this.#room.perAgent)
    const counted = new Set([agent])
    for (const { scope, limits } of applying) {
      const standing = this.#standing(scopeName(scope, caller), minute)
      const { atOnce, perMinute } = limits.calls
      if (atOnce !== undefined && standing.inFlight >= atOnce) throw tooMany(scope, atOnce)
      if (perMinute !== undefined && standing.calls >= perMinute) throw overRate(scope, this.#now())
      counted.add(standing)
    }
    return this.#let(counted)
  }

  /** From now on nobody comes in. Resolves when the last call has left, or after `withinMs`. */
  async close(withinMs: number): Promise<void> {
    this.#isClosing = true
    await this.#empty(withinMs)
  }

  /** Ends what is still inside, and waits for it to leave with its outcome recorded. */
  async cut(withinMs: number): Promise<void> {
    for (const controller of this.#inside) controller.abort()
    await this.#empty(withinMs)
  }

  #let(counted: ReadonlySet<Standing>): Pass {
    const controller = new AbortController()
    this.#inside.add(controller)
    for (const standing of counted) {
      standing.calls++
      standing.inFlight++
    }
    const leave = (): void => {
      if (!this.#inside.delete(controller)) return
      for (const standing of counted) standing.inFlight--
      if (this.#inside.size === 0) this.#emptied?.resolve()
    }
    return { cut: controller.signal, leave }
  }

  async #empty(withinMs: number): Promise<void> {
    if (this.#inside.size === 0) return
    this.#emptied = Promise.withResolvers()
    const timer = setTimeout(this.#emptied.resolve, withinMs)
    await this.#emptied.promise
    clearTimeout(timer)
  }

  /** One per agent and system of the organisation: their number is bounded by its files. */
  #standing(name: string, minute: number): Standing {
    let standing = this.#standings.get(name)
    if (standing === undefined) {
      standing = { minute, calls: 0, inFlight: 0 }
      this.#standings.set(name, standing)
    }
    // A clock that jumps back gives nobody a new minute.
    if (minute > standing.minute) Object.assign(standing, { minute, calls: 0 })
    return standing
  }
}

export function overRate(scope: string, nowMs: number): LimitError {
  return new LimitError('over-rate', `more calls in a minute than this ${scope} may make`, secondsLeftOfMinute(nowMs))
}

function tooMany(scope: string, atOnce: number): LimitError {
  return new LimitError('too-many-at-once', `this ${scope} has ${atOnce} calls under way, which is all that it may`, 1)
}
