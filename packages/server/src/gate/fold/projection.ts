// SPDX-License-Identifier: EUPL-1.2
import {
  type Change,
  Conflict,
  type Entry,
  type JsonValue,
  type Projection,
  type Row,
  type Rows,
} from '../../journal/index.ts'
import { asColumns, broughtBy, releasedBy, unlabelled, withLabels, withoutLabel } from './labels.ts'
import { withRecipients } from './mailed.ts'
import { tables } from './tables.ts'

/**
 * Runs with the union of their labels, calls with their one outcome (P2), and the request keys that were used. A key
 * whose call may have had an effect is never used again. Calls that may have happened without anybody knowing stand in
 * a table of their own: every call asks for them, and there is almost never any.
 */
export const calls: Projection = {
  room: 'gate',
  tables,
  kinds: [
    ...['run.started', 'run.labelled', 'label.removed', 'call.ended', 'call.settled'],
    ...['call.allowed', 'call.denied', 'call.held', 'call.waiting', 'call.repeated'],
  ],
  needs: ({ kind, data }) => {
    const run = () => ({ table: 'runs', key: [string(data.run)] })
    const call = () => ({ table: 'calls', key: [string(data.call)] })
    if (kind === 'run.started' || kind === 'run.labelled' || kind === 'label.removed') return [run()]
    if (kind === 'call.settled') return [call()]
    if (kind === 'call.ended') return [run(), call()]
    if (!isOpening(kind)) return []
    const key = data.key === undefined ? [] : [{ table: 'request_keys', key: [string(data.run), string(data.key)] }]
    return [run(), call(), ...key]
  },
  apply: (entry, rows) => {
    if (entry.kind === 'run.started') return started(entry, rows)
    if (entry.kind === 'run.labelled') return labelled(entry, rows)
    if (entry.kind === 'label.removed') return [{ put: 'runs', row: withoutLabel(knownRun(entry, rows), entry) }]
    if (entry.kind === 'call.ended') return ended(entry, rows)
    if (entry.kind === 'call.settled') return settled(entry, rows)
    return isOpening(entry.kind) ? opened(entry, rows) : []
  },
}

const stateOf = {
  'call.allowed': 'allowed',
  'call.denied': 'denied',
  'call.held': 'held',
  'call.waiting': 'waiting',
  'call.repeated': 'repeated',
} as const

export function isOpening(kind: string): kind is keyof typeof stateOf {
  return Object.hasOwn(stateOf, kind)
}

function started({ data, at }: Entry, rows: Rows): readonly Change[] {
  const id = string(data.run)
  if (rows('runs', id) !== undefined) throw new Conflict('run-known', `the run ${id} was started before`)
  const row = { id, agent: string(data.agent), system: string(data.system), ...unlabelled, started_at: at }
  return [{ put: 'runs', row: { ...row, active_at: at } }]
}

const hourMs = 3_600_000

function active(run: Row, at: number): Row {
  return Math.floor(Number(run.active_at) / hourMs) === Math.floor(at / hourMs) ? run : { ...run, active_at: at }
}

/** Labels of an outcome for which its own leaf had no room. */
function labelled(entry: Entry, rows: Rows): readonly Change[] {
  return [{ put: 'runs', row: withLabels(knownRun(entry, rows), entry.data.labels) }]
}

function knownRun({ data }: Entry, rows: Rows): Row {
  const id = string(data.run)
  const run = rows('runs', id)
  if (run === undefined) throw new Conflict('run-unknown', `no run is called ${id}`)
  return run
}

function opened(entry: Entry, rows: Rows): readonly Change[] {
  const { kind, data, at, index, number } = entry
  if (!isOpening(kind)) return []
  const [id, run] = [string(data.call), string(data.run)]
  if (rows('calls', id) !== undefined) throw new Conflict('call-known', `the call ${id} was recorded before`)
  const before = knownRun(entry, rows)
  const after = active(withLabels(before, data.brings), at)
  const brought = asColumns(broughtBy(after, entry))
  const key = data.key === undefined ? null : string(data.key)
  const asked = data.asked === undefined ? null : string(data.asked)
  const used = key !== null && kind === 'call.allowed' ? rows('request_keys', run, key) : undefined
  if (used !== undefined) throw new Conflict('key-used', `the call ${used.call_id} has used this request key`)
  const row = {
    id,
    run,
    agent: string(data.agent),
    number: number ?? null,
    action: string(data.action),
    resource: string(data.resource),
    state: stateOf[kind],
    outcome: null,
    reason: data.reason === undefined ? null : string(data.reason),
    rules: JSON.stringify(data.rules ?? []),
    case_id: data.case === undefined ? null : [data.case].flat().map(string).join(' '),
    request_key: key,
    digest: data.digest === undefined ? null : string(data.digest),
    message_id: data.messageId === undefined ? null : string(data.messageId),
    repeatable: data.repeatable === true ? 1 : 0,
    labels: data.narrowed === true ? JSON.stringify(data.labels ?? []) : null,
    process: data.process === undefined ? null : string(data.process),
    entry: index,
    outcome_entry: null,
    at,
    parts: brought.digests,
    part_labels: brought.labels,
    released: null,
    released_labels: null,
  }
  const usesKey = key !== null && kind === 'call.allowed'
  return [
    { put: 'calls', row },
    ...changed(before, after),
    ...(usesKey ? [{ put: 'request_keys', row: { run, request_key: key, call_id: id, asked } }] : []),
    ...withRecipients(entry),
  ]
}

function ended(entry: Entry, rows: Rows): readonly Change[] {
  const { data, index } = entry
  const id = string(data.call)
  const call = rows('calls', id)
  const run = rows('runs', string(data.run))
  if (call?.state !== 'allowed' || run === undefined) {
    throw new Conflict('no-open-call', `the call ${id} is not waiting for an outcome`)
  }
  const outcome = string(data.outcome)
  const withheld = data.withheld === true ? { reason: 'withheld' } : {}
  // A repeatable call may also be tried again when nobody knows whether it happened.
  const free = outcome !== 'done' && (outcome !== 'unknown' || call.repeatable === 1)
  const { digests: released, labels: released_labels } = asColumns(releasedBy(run, call, entry))
  return [
    {
      put: 'calls',
      row: { ...call, state: 'ended', outcome, outcome_entry: index, ...withheld, released, released_labels },
    },
    ...changed(run, withLabels(run, data.labels)),
    ...(data.pseudonyms === true ? [{ put: 'run_pseudonyms', row: { run: string(run.id), entry: index } }] : []),
    ...(free ? freedKey(call) : []),
    ...(outcome === 'unknown' ? unknownCall(call).map((row) => ({ put: 'unknown_calls', row })) : []),
  ]
}

/** Most entries add no label to their run. */
function changed(before: Row, run: Row): readonly Change[] {
  return before === run ? [] : [{ put: 'runs', row: run }]
}

/** What a person found out. It has no result of the far side, so the outcome's entry is this one. */
function settled({ data, index }: Entry, rows: Rows): readonly Change[] {
  const id = string(data.call)
  const call = rows('calls', id)
  if (call?.outcome !== 'unknown') throw new Conflict('not-unknown', `the outcome of ${id} is not unknown`)
  const outcome = data.as === 'done' ? 'done' : 'failed'
  const row = { ...call, outcome, outcome_entry: index }
  // The key of a repeatable call was freed before, and may belong to another call by now.
  const free = outcome === 'failed' && call.repeatable !== 1
  const known = unknownCall(call).map(({ run, digest, call_id }) => ({
    delete: 'unknown_calls',
    key: [run, digest, call_id],
  }))
  return [{ put: 'calls', row }, ...known, ...(free ? freedKey(call) : [])]
}

/** The row of a call that may have had an effect; none if doing it twice does no harm. */
function unknownCall({ id, run, digest, message_id, repeatable }: Row) {
  if (repeatable === 1 || typeof digest !== 'string') return []
  return [{ run: string(run), digest, call_id: string(id), message_id: message_id ?? null }]
}

/** A call that certainly had no effect may be tried again under its key. */
function freedKey({ run, request_key }: Row): readonly Change[] {
  return typeof request_key === 'string' ? [{ delete: 'request_keys', key: [run ?? null, request_key] }] : []
}

function string(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new Conflict('malformed', 'an entry of the gate lacks a text')
  return value
}
