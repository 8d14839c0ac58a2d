// SPDX-License-Identifier: EUPL-1.2
import { LimitError } from './error.ts'
import { minuteMs } from './period.ts'
import type { Applying, Counted, Scope } from './scope.ts'
import { secondsLeftOfMinute } from './seconds-left.ts'

/** What one process carries at once whatever the organisation allows; each call has a few entries waiting at most. */
export interface Room {
  readonly perAgent: number
  readonly inAll: number
}

/** A call that was let in. */
export interface Pass {
  /** Called when the call has to end because the process closes; at once when that was before. */
  onCut(cut: () => void): void
  /** When it has ended; a second time means nothing. */
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
  /** One per agent and system of the organisation: their number is bounded by its files. */
  readonly #standings = {
    organisation: new Map<string, Standing>(),
    system: new Map<string, Standing>(),
    agent: new Map<string, Standing>(),
  }
  readonly #inside = new Set<Inside>()
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
    const agent = this.#standing('agent', caller, minute)
    if (agent.inFlight >= this.#room.perAgent) throw tooMany('agent', this.#room.perAgent)
    const counted = [agent]
    for (const { scope, limits } of applying) {
      const standing = this.#standing(scope, caller, minute)
      const { atOnce, perMinute } = limits.calls
      if (atOnce !== undefined && standing.inFlight >= atOnce) throw tooMany(scope, atOnce)
      if (perMinute !== undefined && standing.calls >= perMinute) throw overRate(scope, this.#now())
      if (standing !== agent) counted.push(standing)
    }
    const inside = new Inside(counted, this.#left)
    this.#inside.add(inside)
    return inside
  }

  /** From now on nobody comes in. Resolves when the last call has left, or after `withinMs`. */
  async close(withinMs: number): Promise<void> {
    this.#isClosing = true
    await this.#empty(withinMs)
  }

  /** Ends what is still inside, and waits for it to leave with its outcome recorded. */
  async cut(withinMs: number): Promise<void> {
    for (const inside of this.#inside) inside.cut()
    await this.#empty(withinMs)
  }

  readonly #left = (inside: Inside): boolean => {
    if (!this.#inside.delete(inside)) return false
    if (this.#inside.size === 0) this.#emptied?.resolve()
    return true
  }

  async #empty(withinMs: number): Promise<void> {
    if (this.#inside.size === 0) return
    this.#emptied = Promise.withResolvers()
    const timer = setTimeout(this.#emptied.resolve, withinMs)
    await this.#emptied.promise
    clearTimeout(timer)
  }

  #standing(scope: Scope, caller: Counted, minute: number): Standing {
    const standings = this.#standings[scope]
    const name = scope === 'organisation' ? '' : caller[scope]
    let standing = standings.get(name)
    if (standing === undefined) {
      standing = { minute, calls: 0, inFlight: 0 }
      standings.set(name, standing)
    }
    // A clock that jumps back gives nobody a new minute.
    if (minute > standing.minute) Object.assign(standing, { minute, calls: 0 })
    return standing
  }
}

/** One call that is under way, counted where it counts. */
class Inside implements Pass {
  readonly #counted: readonly Standing[]
  readonly #left: (inside: Inside) => boolean
  #onCut: (() => void) | undefined
  #isCut = false

  constructor(counted: readonly Standing[], left: (inside: Inside) => boolean) {
    this.#counted = counted
    this.#left = left
    for (const standing of counted) {
      standing.calls++
      standing.inFlight++
    }
  }

  onCut(cut: () => void): void {
    if (this.#isCut) cut()
    else this.#onCut = cut
  }

  cut(): void {
    this.#isCut = true
    this.#onCut?.()
  }

  leave(): void {
    if (this.#left(this)) for (const standing of this.#counted) standing.inFlight--
  }
}

export function overRate(scope: string, nowMs: number): LimitError {
  return new LimitError('over-rate', `more calls in a minute than this ${scope} may make`, secondsLeftOfMinute(nowMs))
}

function tooMany(scope: string, atOnce: number): LimitError {
  return new LimitError('too-many-at-once', `this ${scope} has ${atOnce} calls under way, which is all that it may`, 1)
}
