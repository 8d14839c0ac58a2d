// SPDX-License-Identifier: EUPL-1.2
import { LimitError } from './error.ts'
import { minuteMs } from './period.ts'
import type { Applying, Counted, Scope } from './scope.ts'
import { secondsLeftOfMinute } from './seconds-left.ts'

/**
 * How many calls one process carries at once, whatever the organisation allows; each has at most a few entries waiting.
 */
export interface Room {
  readonly perAgent: number
  readonly inAll: number
}

/** A call that was let in. */
export interface Pass {
  /** Calls back when the process closes and the call must end; at once if that was before. */
  onCut(cut: () => void): void
  /** To be called when the call has ended; a second time does nothing. */
  leave(): void
}

interface Standing {
  minute: number
  calls: number
  inFlight: number
}

/**
 * Counts calls in and out of this process before anything in them is read. So a flood costs little, and the journal's
 * queue is bounded by the calls under way. Across processes the fold counts again.
 */
export class Door {
  readonly #room: Room
  readonly #now: () => number
  /** One for each agent and system of the organisation, so the organisation's files bound their number. */
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

  get isClosing(): boolean {
    return this.#isClosing
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

  /** From now on no call is let in. Resolves when the last has left, or after `withinMs`. */
  async close(withinMs: number): Promise<void> {
    this.#isClosing = true
    await this.#empty(withinMs)
  }

  /** Ends the calls still inside, and waits for them to record their outcome and leave. */
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

/** A call under way, and the counts that it is part of. */
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
