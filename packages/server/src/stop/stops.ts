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
  /** False while the log could not take it: the gate then stays shut for everyone (P4). */
  readonly recorded: boolean
}

/** A call in flight, as a stop ends it. */
export interface InFlight {
  /** Keeps its caller from getting anything more; all are silenced before any is aborted. */
  silence?(reason: Error): void
  /** Ends what runs behind it. */
  abort(reason: Error): void
  /** Whether it may be about to send something: it is ended before those that only wait for an answer. */
  readonly mayLeave?: boolean
}

/** Calls are aborted in turns of so long, so that the answers of those that were silenced go out in between. */
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

  /** Orders of before a restart are in force before the gate opens. */
  static async open(journal: Journal, now: () => number): Promise<Stops> {
    const stops = new Stops(journal, new StopFile(join(journal.folder, 'stop-orders')), now)
    // From before it looks: what is ordered while it looks holds too.
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
    // Half a character could never be sealed: the order would shut the gate for everyone, and for good.
    const reason = wish.reason.toWellFormed()
    const stop: Stop = { ...wish, reason, id, by, orderedAt: this.#now(), recorded: false }
    this.#press(stop)
    // What was silenced goes out in this turn of the loop; writing the file would hold it up.
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

  /** Recorded first and lifted next: a stop that can't be recorded as lifted stays. Throws `Conflict`. */
  async lift(id: string, by: string, reason: string): Promise<void> {
    const stop = this.#active.get(id)
    if (stop === undefined) throw new Conflict('stop-not-active', `no active stop is called ${id}`)
    if (!stop.recorded) await this.#record(stop)
    await this.#journal.append({
      kind: 'stop.lifted',
      data: { stop: id, by: await this.#journal.pseudonymOf(`person:${by}`) },
      private: [{ name: 'reason', value: reason, subject: `person:${by}` }],
    })
    this.#active.delete(id)
  }

  list(): readonly Stop[] {
    return [...this.#active.values()]
  }

  /** Those that were lifted, the newest first, at most 200. */
  past(): Promise<readonly PastStop[]> {
    return pastStops(this.#journal)
  }

  /** The stop that forbids this caller, if any; one that is not recorded forbids everyone. */
  covering(caller: Caller): Stop | undefined {
    for (const stop of this.#active.values()) if (!stop.recorded || covers(stop, caller)) return stop
    return undefined
  }

  /** How many calls a stop would cut now, of all callers. */
  get inFlight(): number {
    return this.#inFlight.size
  }

  /** Registers a call so that a stop can cut it; call the returned function when it has ended. */
  watch(caller: Caller, call: InFlight): () => void {
    this.#inFlight.set(call, caller)
    return () => this.#inFlight.delete(call)
  }

  /** Cuts what is in flight under a key that was revoked: the agent's other key goes on. */
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

  /** Tries again to record what only the file holds; until it can, the gate is shut. */
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

  /** What stands in the log holds here as well: ordered or lifted at another process, or here when the log could not say so. */
  #follow({ kind, data, at, index }: Entry): void {
    const id = String(data.stop)
    if (kind === 'stop.lifted') this.#active.delete(id)
    if (kind !== 'stop.ordered' || !isScope(data.scope)) return
    const target = data.target === undefined ? {} : { target: String(data.target) }
    const isWaiting = this.#active.get(id)?.recorded === false
    this.#press({ id, scope: data.scope, ...target, orderedAt: at, by: '', reason: '', recorded: true })
    // An order that stayed in the file would come back at a restart after it was lifted.
    if (isWaiting && !this.#file.isClosed) this.#keepWaiting()
    // Who pressed and why is sealed; the stop does not wait for it.
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
      // It may have been recorded before a crash kept the file from being cleared.
      if (!(error instanceof Conflict && error.reason === 'stop-known')) throw error
    }
    // It may be offered twice at once, and lifted before the second is answered.
    if (this.#active.has(id)) this.#active.set(id, { ...stop, recorded: true })
    // What a close left in the file is offered to the log once more, which knows it.
    if (!this.#file.isClosed) this.#keepWaiting()
  }

  /** The file is the second place, beside the log; whoever pressed is told by the log whether it took the order. */
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

/** Silences every call at once; ends what runs behind them at once where nothing else can be done, else after that. */
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
