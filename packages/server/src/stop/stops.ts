// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Conflict, type Entry, type Journal, text } from '../journal/index.ts'
import { warn } from '../warnings/index.ts'
import { type Caller, covers, isScope, type StopOrder } from './order.ts'
import { type PastStop, pastStops } from './past.ts'
import { StopFile } from './stop-file.ts'
import { toldOf } from './told.ts'

export interface Stop extends StopOrder {
  /** False while the log could not take it; the gate is then shut for everyone (P4). */
  readonly recorded: boolean
}

/** A call in flight, with the ways to end it. */
export interface InFlight {
  /** Sends nothing more to its caller. All calls are silenced before any is aborted. */
  silence?(reason: Error): void
  /** Ends the work behind it, such as the connection to a provider. */
  abort(reason: Error): void
  /** Whether it may be about to send something out: it is then aborted before those that only wait for an answer. */
  readonly mayLeave?: boolean
}

/** Aborting yields to the event loop this often, so that the replies of silenced calls go out in between. */
const abortingTurnMs = 5

export type StopWish = Pick<StopOrder, 'scope' | 'target' | 'reason'>

/**
 * The emergency stop. An order acts first (in memory, on every call in flight) and is recorded next; it is kept in a
 * file of its own until the log has it. Nothing here needs an agent, a model, a network or free disk.
 */
export class Stops {
  readonly #journal: Journal
  readonly #file: StopFile
  readonly #now: () => number
  readonly #active = new Map<string, Stop>()
  readonly #inFlight = new Map<InFlight, Caller>()
  #stopListening = (): void => undefined

  private constructor(journal: Journal, file: StopFile, now: () => number) {
    this.#journal = journal
    this.#file = file
    this.#now = now
  }

  /** Orders from before a restart are in force again before the gate opens. */
  static async open(journal: Journal, now: () => number): Promise<Stops> {
    const stops = new Stops(journal, new StopFile(join(journal.folder, 'stop-orders')), now)
    // Listens before it reads, so that an order given in between counts too.
    stops.#stopListening = journal.onEntry(({ entry }, isOurs) => {
      if (!isOurs) stops.#follow(entry)
    })
    for (const row of await journal.query("SELECT id, entry FROM stops WHERE state = 'active' ORDER BY entry")) {
      const stop = await stops.#recorded(text(row, 'id'), Number(row.entry))
      stops.#active.set(stop.id, stop)
    }
    for (const order of stops.#file.read()) stops.#press({ ...order, recorded: false })
    await stops.recordWaiting()
    return stops
  }

  /** Acts at once; resolves when it is recorded. Throws when it acts but is not recorded: the gate stays shut. */
  async order(wish: StopWish, by: string): Promise<Stop> {
    const id = `stop-${randomBytes(5).toString('hex')}`
    // Half a surrogate pair can't be sealed: the order would never be recorded, and the gate stay shut for everyone.
    const reason = wish.reason.toWellFormed()
    const stop: Stop = { ...wish, reason, id, by, orderedAt: this.#now(), recorded: false }
    this.#press(stop)
    // Lets the replies of silenced calls go out first; writing the file blocks the event loop.
    await nextTurn()
    this.#keepWaiting()
    try {
      await this.#record(stop)
    } catch (error) {
      this.cutAll(`${id} can't be recorded, so the gate is shut`)
      throw error
    }
    return this.#active.get(id) ?? stop
  }

  /** Recorded first and lifted next: a stop whose lifting can't be recorded stays. Throws `Conflict`. */
  async lift(id: string, by: string, reason: string): Promise<Stop> {
    // Ordered at another process a moment ago, it is in the log before this one has heard of it.
    if (!this.#active.has(id)) await this.#journal.contact()
    const stop = this.#active.get(id)
    if (stop === undefined) throw new Conflict('stop-not-active', `no active stop is called ${id}`)
    if (!stop.recorded) await this.#record(stop)
    await this.#journal.append({
      kind: 'stop.lifted',
      data: { stop: id, by: await this.#journal.pseudonymOf(`person:${by}`) },
      private: [{ name: 'reason', value: reason, subject: `person:${by}` }],
    })
    this.#active.delete(id)
    return stop
  }

  list(): readonly Stop[] {
    return [...this.#active.values()]
  }

  /** Stops that were lifted, the newest first, at most 200. */
  past(): Promise<readonly PastStop[]> {
    return pastStops(this.#journal)
  }

  /** The stop that forbids this caller, if any. A stop that isn't recorded yet forbids everyone. */
  covering(caller: Caller): Stop | undefined {
    for (const stop of this.#active.values()) if (!stop.recorded || covers(stop, caller)) return stop
    return undefined
  }

  /** How many calls, of all callers together, are in flight and could be cut. */
  get inFlight(): number {
    return this.#inFlight.size
  }

  /** Registers a call so that a stop can cut it; call the returned function when it has ended. */
  watch(caller: Caller, call: InFlight): () => void {
    this.#inFlight.set(call, caller)
    return () => this.#inFlight.delete(call)
  }

  /** Cuts the calls made with a key that was revoked; those under the agent's other key go on. */
  cutKey(key: string, reason: Error): void {
    cut(
      [...this.#inFlight].filter(([, caller]) => caller.key === key).map(([call]) => call),
      reason,
    )
  }

  /** Cuts everything in flight without an order: for a process that lost its store (P4). */
  cutAll(reason: string): void {
    cut([...this.#inFlight.keys()], new Error(reason))
  }

  /** Tries again to record the orders that only the file holds; the gate is shut until that succeeds. */
  async recordWaiting(): Promise<void> {
    for (const stop of this.#active.values()) if (!stop.recorded) await this.#record(stop).catch(() => undefined)
  }

  close(): void {
    this.#stopListening()
    this.#file.close()
  }

  #press(stop: Stop): void {
    this.#active.set(stop.id, stop)
    const covered = [...this.#inFlight].filter(([, caller]) => covers(stop, caller)).map(([call]) => call)
    cut(covered, new Error(`stopped by ${stop.id}`))
  }

  /**
   * Follows the log: stops ordered or lifted at another process, or here when it was unknown whether the log took them.
   */
  #follow({ kind, data, at, index }: Entry): void {
    const id = String(data.stop)
    if (kind === 'stop.lifted') this.#active.delete(id)
    if (kind !== 'stop.ordered' || !isScope(data.scope)) return
    const target = data.target === undefined ? {} : { target: String(data.target) }
    const isWaiting = this.#active.get(id)?.recorded === false
    this.#press({ id, scope: data.scope, ...target, orderedAt: at, by: '', reason: '', recorded: true })
    // An order left in the file would come back at a restart, even after it was lifted.
    if (isWaiting && !this.#file.isClosed) this.#keepWaiting()
    // Who pressed and why is sealed; the stop acts without waiting for that to be opened.
    this.#recorded(id, index).then(
      (told) => this.#active.has(id) && this.#active.set(id, told),
      (error: unknown) => warn('stop-unattributed', { stop: id, error }),
    )
  }

  async #record(stop: Stop): Promise<void> {
    const { id, scope, target, by, reason } = stop
    try {
      await this.#journal.append({
        kind: 'stop.ordered',
        data: { stop: id, scope, target, by: await this.#journal.pseudonymOf(`person:${by}`) },
        private: [{ name: 'reason', value: { reason, by }, subject: `person:${by}` }],
      })
    } catch (error) {
      // It may have been recorded before a crash, with no time left to clear the file.
      if (!(error instanceof Conflict && error.reason === 'stop-known')) throw error
    }
    // The same order may be in two appends at once, and be lifted before the second returns.
    if (this.#active.has(id)) this.#active.set(id, { ...stop, recorded: true })
    // After a close the file keeps the order; the next start appends it again, and the log says that it knows it.
    if (!this.#file.isClosed) this.#keepWaiting()
  }

  /**
   * A failure is only warned of: the file is the second place beside the log, and it is the log that tells whoever
   * pressed whether the order was taken.
   */
  #keepWaiting(): void {
    const waiting = [...this.#active.values()].filter(({ recorded }) => !recorded).map(withoutFlag)
    try {
      this.#file.write(waiting)
    } catch (error) {
      warn('stop-file-unwritable', { error })
    }
  }

  async #recorded(id: string, entry: number): Promise<Stop> {
    const [row] = await this.#journal.query('SELECT scope, target, ordered_at FROM stops WHERE id = $1', id)
    const scope = row?.scope
    if (row === undefined || !isScope(scope)) throw new TypeError(`the stop ${id} has no scope`)
    const told = (await this.#journal.disclose(entry, 'reason'))?.value
    const { reason, by } = toldOf(told)
    const target = row.target === null ? {} : { target: text(row, 'target') }
    return { id, scope, ...target, orderedAt: Number(row.ordered_at), by, reason, recorded: true }
  }
}

/** Silences every call at once. Calls that can't be silenced are aborted at once, the others after that. */
function cut(calls: readonly InFlight[], reason: Error): void {
  for (const call of calls) call.silence === undefined ? call.abort(reason) : call.silence(reason)
  const toEnd = calls.filter((call) => call.silence !== undefined)
  const silenced = [
    ...toEnd.filter(({ mayLeave }) => mayLeave === true),
    ...toEnd.filter(({ mayLeave }) => mayLeave !== true),
  ].values()
  const abortSome = (): void => {
    const untilMs = performance.now() + abortingTurnMs
    for (const call of silenced) {
      call.abort(reason)
      if (performance.now() > untilMs) return void setImmediate(abortSome)
    }
  }
  setImmediate(abortSome)
}

function withoutFlag({ recorded, ...order }: Stop): StopOrder {
  return order
}
