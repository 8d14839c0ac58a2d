// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto'
import { Conflict, type Journal, type JsonObject, type JsonValue, text } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import type { Register } from '../register/index.ts'
import { type Around, aroundOf } from './around.ts'
import type { Recipient } from './duties.ts'
import { IncidentError, isIncidentCode } from './error.ts'
import type { IncidentKind } from './kinds.ts'
import { citedIn } from './projection.ts'
import { type IncidentSummary, type IncidentView, summaryOf, viewOf } from './view.ts'

interface IncidentParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly register: Pick<Register, 'find' | 'seen'>
  readonly now: () => number
}

/** A stretch of the log, in epoch milliseconds. */
export interface Window {
  readonly from: number
  readonly until: number
}

export interface Opening {
  readonly system: string
  readonly kinds: readonly IncidentKind[]
  /** When the organisation became aware of it; now by default. */
  readonly awareAt?: number | undefined
  /** When it happened, as far as is known; by default the day before awareness. */
  readonly window?: Window | undefined
  /** Calls that are connected with it. */
  readonly calls?: readonly string[] | undefined
  readonly what: string
}

export interface Note {
  readonly note: string
  readonly kinds?: readonly IncidentKind[] | undefined
  /** When what is added became known. */
  readonly awareAt?: number | undefined
  readonly window?: Window | undefined
  readonly calls?: readonly string[] | undefined
}

interface Reporting {
  readonly to: Recipient
  /** Who it was, and what they were told. */
  readonly whom: string
  readonly what: string
  /** When they were told; now by default. */
  readonly at?: number | undefined
  readonly outcome: 'told' | 'unreachable'
  /** A first report may be incomplete: art. 73(5). */
  readonly isComplete: boolean
}

/** Why a file closes. */
export const closings = ['handled', 'not-serious', 'another-file'] as const

export interface Closing {
  readonly because: (typeof closings)[number]
  readonly reason: string
}

const dayMs = 24 * 3_600_000
const maxListed = 200

/** Files of incidents. Every act is an entry, and what a file shows is read anew from the log and the register. */
export class Incidents {
  readonly #parts: IncidentParts

  constructor(parts: IncidentParts) {
    this.#parts = parts
  }

  async open(wish: Opening, person: string): Promise<IncidentView> {
    const { now } = this.#parts
    await this.#requireSystem(wish.system)
    await this.#requireCalls(wish.calls ?? [], wish.system)
    const incident = `incident-${randomUUID()}`
    const awareAt = wish.awareAt ?? now()
    const { from, until } = wish.window ?? { from: awareAt - dayMs, until: awareAt }
    const { system, kinds, calls, what } = wish
    await this.#append('incident.opened', { incident, system, kinds, awareAt, from, until, calls }, { what }, person)
    return await this.#one(incident)
  }

  async note(incident: string, { note, kinds, awareAt, window, calls }: Note, person: string): Promise<IncidentView> {
    const { system } = await this.#one(incident)
    await this.#requireCalls(calls ?? [], system.id)
    await this.#append('incident.noted', { incident, kinds, awareAt, ...window, calls }, { note }, person)
    return await this.#one(incident)
  }

  /** Records that somebody was told, or could not be reached. */
  async report(incident: string, wish: Reporting, person: string): Promise<IncidentView> {
    const { to, outcome, isComplete: complete, whom, what, at = this.#parts.now() } = wish
    await this.#append('incident.reported', { incident, to, at, outcome, complete }, { whom, what }, person)
    return await this.#one(incident)
  }

  /** Closes the file. The entry says why, and decides nothing about duties that are still open. */
  async close(incident: string, { because, reason }: Closing, person: string): Promise<IncidentView> {
    await this.#append('incident.closed', { incident, because }, { reason }, person)
    return await this.#one(incident)
  }

  /** The newest first, at most 200: all, or those before the one with this id. */
  async list(after?: string): Promise<readonly IncidentSummary[]> {
    const { journal } = this.#parts
    const where = after === undefined ? '' : 'WHERE entry < (SELECT entry FROM incidents WHERE id = $2)'
    const listed = `FROM incidents ${where} ORDER BY entry DESC LIMIT $1`
    const values = after === undefined ? [maxListed] : [maxListed, after]
    const rows = await journal.query(`SELECT * ${listed}`, ...values)
    const events = await journal.query(
      `SELECT * FROM incident_events WHERE kind = 'incident.reported' AND incident IN (SELECT id ${listed})
        ORDER BY incident, entry`,
      ...values,
    )
    const byIncident = Map.groupBy(events, (row) => text(row, 'incident'))
    return rows.map((row) => summaryOf(this.#setting(), row, byIncident.get(text(row, 'id')) ?? []))
  }

  async find(incident: string): Promise<IncidentView | undefined> {
    const { journal, register } = this.#parts
    const [row] = await journal.query('SELECT * FROM incidents WHERE id = $1', incident)
    if (row === undefined) return undefined
    const events = await journal.query('SELECT * FROM incident_events WHERE incident = $1 ORDER BY entry', incident)
    return await viewOf(journal, this.#setting(), row, events, await register.find(text(row, 'system')))
  }

  /** What the log has of the system around the incident, with a receipt for each call. Throws `incident-unknown`. */
  async around(incident: string): Promise<Around> {
    const [row] = await this.#parts.journal.query('SELECT * FROM incidents WHERE id = $1', incident)
    if (row === undefined) throw new IncidentError('incident-unknown')
    return await aroundOf(this.#parts.journal, row, citedIn(row))
  }

  #setting() {
    const { organisation, now } = this.#parts
    const { systems, settings } = organisation()
    return { systems, timeZone: settings.timezone, nowMs: now() }
  }

  async #one(incident: string): Promise<IncidentView> {
    const found = await this.find(incident)
    if (found === undefined) throw new IncidentError('incident-unknown')
    return found
  }

  /** A file can also be opened for a system that isn't registered, once the gate has seen it. */
  async #requireSystem(id: string): Promise<void> {
    const { organisation, register } = this.#parts
    if (organisation().systems.has(id)) return
    const { systems } = await register.seen()
    if (!systems.some((system) => system.id === id)) throw new IncidentError('incident-system-unknown')
  }

  async #requireCalls(calls: readonly string[], system: string): Promise<void> {
    for (const call of calls) {
      const [row] = await this.#parts.journal.query(
        'SELECT runs.system AS system FROM calls JOIN runs ON runs.id = calls.run WHERE calls.id = $1',
        call,
      )
      if (row?.system !== system) throw new IncidentError('incident-call-elsewhere')
    }
  }

  /** What people write may speak of people, so it is sealed beside the leaf under a key of the incident. */
  async #append(kind: string, data: Facts, sealed: Readonly<Record<string, string>>, person: string): Promise<void> {
    const { journal } = this.#parts
    const by = await journal.pseudonymOf(`person:${person}`)
    const subject = `incident:${data.incident}`
    const fields = Object.entries(sealed).map(([name, value]) => ({ name, value, subject }))
    try {
      await journal.append({ kind, data: { ...given(data), by }, private: fields })
    } catch (error) {
      if (error instanceof Conflict && isIncidentCode(error.reason)) throw new IncidentError(error.reason)
      throw error
    }
  }
}

interface Facts {
  readonly incident: string
  readonly [name: string]: JsonValue | undefined
}

/** Members without a value are left out. */
function given(data: Facts): JsonObject {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]): [string, JsonValue][] =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}
