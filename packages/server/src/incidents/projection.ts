// SPDX-License-Identifier: EUPL-1.2
import {
  type Change,
  Conflict,
  type Entry,
  integer,
  type JsonValue,
  type Projection,
  type Row,
  type Rows,
  text,
} from '../journal/index.ts'
import type { IncidentErrorCode } from './error.ts'
import { type Awareness, type IncidentKind, incidentKinds } from './kinds.ts'

const maxEvents = 500
const maxCited = 200
const maxWindowMs = 92 * 24 * 3_600_000

/**
 * Incidents and what was done about each. No moment may lie after its entry, so nobody can be recorded as told
 * beforehand. A kind that was named stays named, so a later note can't make a clock end later.
 */
export const incidents: Projection = {
  room: 'incidents',
  tables: [
    {
      name: 'incidents',
      columns: {
        id: 'TEXT',
        system: 'TEXT',
        state: 'TEXT',
        kinds: 'TEXT',
        from_at: 'BIGINT',
        until_at: 'BIGINT',
        calls: 'TEXT',
        events: 'BIGINT',
        opened_at: 'BIGINT',
        closed_at: 'BIGINT',
        entry: 'BIGINT',
      },
      key: ['id'],
      indexes: [['entry']],
    },
    {
      name: 'incident_events',
      columns: { incident: 'TEXT', entry: 'BIGINT', kind: 'TEXT', data: 'TEXT', at: 'BIGINT' },
      key: ['incident', 'entry'],
    },
  ],
  kinds: ['incident.opened', 'incident.noted', 'incident.reported', 'incident.closed'],
  needs: ({ data }) => [{ table: 'incidents', key: [String(data.incident)] }],
  apply: applied,
}

function applied(entry: Entry, rows: Rows): readonly Change[] {
  const { kind, data, at, index } = entry
  const id = String(data.incident)
  const row = after(entry, rows('incidents', id))
  const event = { incident: id, entry: index, kind, data: JSON.stringify(data), at }
  return [
    { put: 'incidents', row },
    { put: 'incident_events', row: event },
  ]
}

function after(entry: Entry, before: Row | undefined): Row {
  if (entry.kind === 'incident.opened') return opened(entry, before)
  if (before === undefined) throw refused('incident-unknown')
  if (before.state !== 'open') throw refused('incident-closed')
  const row = { ...before, events: integer(before, 'events') + 1 }
  if (entry.kind === 'incident.closed') return { ...row, state: 'closed', closed_at: entry.at }
  if (row.events > maxEvents) throw refused('incident-full')
  if (entry.kind === 'incident.reported') {
    requirePast(entry, 'at')
    return row
  }
  return noted(entry, row)
}

function opened(entry: Entry, before: Row | undefined): Row {
  const { data, at, index } = entry
  if (before !== undefined) throw new Conflict('incident-known', `the incident ${before.id} was opened before`)
  const awareAt = requirePast(entry, 'awareAt')
  const kinds = Object.fromEntries(kindsIn(data.kinds).map((kind) => [kind, awareAt]))
  const row = { id: String(data.incident), system: String(data.system), state: 'open', kinds: JSON.stringify(kinds) }
  const cited = { calls: JSON.stringify(cites(data.calls)), events: 1 }
  const place = { opened_at: at, closed_at: null, entry: index }
  return { ...row, ...windowOf(entry), ...cited, ...place }
}

function noted(entry: Entry, before: Row): Row {
  const { data } = entry
  const awareness = awarenessIn(before)
  const earliest = Math.min(...Object.values(awareness))
  const given = data.awareAt === undefined ? earliest : requirePast(entry, 'awareAt')
  // Once the kind is known, its clock runs from the first awareness, when the kind was still unknown.
  const isFirst = Object.keys(awareness).every((kind) => kind === 'unknown')
  const awareAt = isFirst ? Math.min(earliest, given) : given
  const added = Object.fromEntries(
    kindsIn(data.kinds).map((kind) => [kind, Math.min(awareAt, awareness[kind] ?? awareAt)]),
  )
  const calls = [...new Set([...citedIn(before), ...cites(data.calls)])]
  if (calls.length > maxCited) throw refused('incident-full')
  const window = data.from === undefined ? {} : widened(before, windowOf(entry))
  return { ...before, kinds: JSON.stringify({ ...awareness, ...added }), calls: JSON.stringify(calls), ...window }
}

/** The stretch of the log only grows: a later note can't leave out what it once held. */
function widened(before: Row, { from_at, until_at }: ReturnType<typeof windowOf>) {
  const [from, until] = [Math.min(integer(before, 'from_at'), from_at), Math.max(integer(before, 'until_at'), until_at)]
  if (until - from > maxWindowMs) throw refused('incident-window')
  return { from_at: from, until_at: until }
}

function windowOf(entry: Entry) {
  const [from, until] = [requirePast(entry, 'from'), requirePast(entry, 'until')]
  if (until < from || until - from > maxWindowMs) throw refused('incident-window')
  return { from_at: from, until_at: until }
}

function requirePast({ data, at }: Entry, field: string): number {
  const moment = data[field]
  if (typeof moment !== 'number' || !(moment <= at)) throw refused('incident-moment-ahead')
  return moment
}

function kindsIn(given: JsonValue | undefined): readonly IncidentKind[] {
  return incidentKinds.filter((kind) => Array.isArray(given) && given.includes(kind))
}

function cites(given: JsonValue | undefined): readonly string[] {
  return Array.isArray(given) ? given.map(String) : []
}

/** No check needed: only the code above writes these columns. */
export function awarenessIn(row: Row): Awareness {
  return JSON.parse(text(row, 'kinds')) as Awareness
}

export function citedIn(row: Row): readonly string[] {
  return JSON.parse(text(row, 'calls')) as readonly string[]
}

function refused(code: IncidentErrorCode): Conflict {
  return new Conflict(code, code)
}
