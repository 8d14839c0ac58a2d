// SPDX-License-Identifier: EUPL-1.2
import { type Conflict, type Journal, text } from '../journal/index.ts'
import { dayIn, type Organisation } from '../organisation/index.ts'
import { type Budget, budgetsOf } from './budgets.ts'
import { limitsOf } from './caller-limits.ts'
import { type Claim, type ClaimedRequest, claimOf } from './claim.ts'
import { Door, overRate, type Pass, type Room } from './door.ts'
import { LimitError, type LimitErrorCode } from './error.ts'
import type { Counted } from './scope.ts'
import { secondsLeft } from './seconds-left.ts'
import { type EntryFor, TurnedAway } from './turned-away.ts'

interface LimitsParts {
  readonly journal: Journal
  readonly now: () => number
  readonly room?: Room
}

/** A thousand streams of one agent can be honest work; many more are a loop, and each takes memory of this process. */
const defaultRoom: Room = { perAgent: 2000, inAll: 5000 }

/** How long calls that were cut get to record their outcome. */
const cutWithinMs = 2000

/** What the gate uses: entry at the door, the claim for an intent, and what to tell a caller whom the log refused. */
export class Limits {
  readonly #door: Door
  readonly #turnedAway: TurnedAway
  readonly #journal: Journal
  readonly #now: () => number
  /** The latest day that any budget was drawn on, so that a clock that jumps back reopens no budget. */
  #latestDay: string

  private constructor({ journal, now, room = defaultRoom }: LimitsParts, latestDay: string) {
    this.#door = new Door(room, now)
    this.#turnedAway = new TurnedAway(journal, now)
    this.#journal = journal
    this.#now = now
    this.#latestDay = latestDay
  }

  static async open(parts: LimitsParts): Promise<Limits> {
    const [row] = await parts.journal.query('SELECT MAX(period) AS day FROM budgets WHERE length(period) = 10')
    return new Limits(parts, row === undefined || row.day === null ? '' : text(row, 'day'))
  }

  get inFlight(): number {
    return this.#door.inFlight
  }

  /** Whether nobody is let in any more. */
  get isClosing(): boolean {
    return this.#door.isClosing
  }

  /** Lets a call in, or throws a LimitError that says why not. */
  enter(organisation: Organisation, caller: Counted): Pass {
    return this.#door.enter(caller, limitsOf(organisation, caller).applying)
  }

  /** What the intent of this call claims; undefined when nothing limits it. Throws a LimitError `no-bound`. */
  claim(organisation: Organisation, caller: Counted, request: ClaimedRequest): Claim | undefined {
    const claim = claimOf(organisation, caller, request, this.#day(organisation))
    if (claim?.reserved !== undefined) this.#latestDay = claim.reserved.day
    return claim
  }

  /** What the caller is told of a refusal by this room's fold; undefined for a refusal by another room's. */
  refusalOf(organisation: Organisation, conflict: Conflict): LimitError | undefined {
    const [scope = '', unit = '', period = ''] = conflict.message.split(' ')
    const [name = ''] = scope.split(':', 1)
    if (conflict.reason === 'over-rate') return overRate(name, this.#now())
    if (conflict.reason !== 'over-budget') return undefined
    const per = period.length === 10 ? 'day' : 'month'
    const what = unit === 'tokens' ? 'tokens' : 'money'
    return new LimitError(
      'over-budget',
      `what is left of the ${what} of this ${name} for the ${per} (${period}) does not cover what this call may take at most; ask for a shorter answer, wait, or have the limit raised`,
      secondsLeft(organisation.settings.timezone, per, this.#now()),
    )
  }

  /** In a flood of refusals, those after the first become one entry together, which this room then records. */
  countRefusal(caller: Counted, reason: LimitErrorCode): EntryFor {
    return this.#turnedAway.countRefusal(caller, reason)
  }

  /** Every budget that the organisation set, with its state now. */
  async budgets(organisation: Organisation): Promise<readonly Budget[]> {
    return await budgetsOf(this.#journal, organisation, this.#day(organisation))
  }

  /** Lets no more calls in, waits for those under way, and cuts those that take longer than `graceMs`. */
  async drain(graceMs: number): Promise<void> {
    await this.#door.close(graceMs)
    await this.#door.cut(cutWithinMs)
    await this.#turnedAway.flush()
  }

  #day({ settings }: Organisation): string {
    const today = dayIn(settings.timezone, this.#now())
    return today > this.#latestDay ? today : this.#latestDay
  }
}
