// SPDX-License-Identifier: EUPL-1.2
import { type Change, type Entry, integer, type Row, type Rows, text } from '../journal/index.ts'
import { refuse } from './error.ts'
import { listed, whole, worded } from './field.ts'
import { isDirectVerdict, stateAfter } from './state.ts'

/** An agent that asks more than people can answer must not bury the case that matters under a thousand others. */
export const maxOpenCases = 100

/** A call waits: a case opens, and closes the one that it replaces. */
export function held(entry: Entry, rows: Rows): readonly Change[] {
  const { data, at, index, number } = entry
  const id = worded(entry, 'case')
  const [run, digest, agent] = [worded(entry, 'run'), worded(entry, 'digest'), worded(entry, 'agent')]
  if (rows('cases', id) !== undefined) throw refuse('case-known', `the case ${id} was opened before`)
  if (rows('case_calls', run, digest)?.open === 1) {
    throw refuse('case-open-already', 'this call of this run waits in another case')
  }
  const edits = data.edits === undefined ? undefined : worded(entry, 'edits')
  const closing = edits === undefined ? [] : edited(entry, edits, rows)
  const open = openOf(agent, rows) + (edits === undefined ? 1 : 0)
  if (open > maxOpenCases) throw refuse('too-many-open-cases', `${agent} has ${maxOpenCases} open cases`)
  const quorum = whole(entry, 'quorum')
  if (quorum < 1) throw refuse('case-malformed', 'a quorum is at least one')
  const row: Row = {
    id,
    call: worded(entry, 'call'),
    run,
    agent,
    system: worded(entry, 'system'),
    resource: worded(entry, 'resource'),
    body: worded(entry, 'body'),
    quorum,
    approvals: 0,
    state: 'open',
    digest,
    place: data.place === undefined ? null : worded(entry, 'place'),
    rules: JSON.stringify(listed(entry, 'rules')),
    labels: JSON.stringify(listed(entry, 'labels')),
    findings: JSON.stringify(listed(entry, 'findings')),
    number: number ?? null,
    opened_at: at,
    expires_at: whole(entry, 'expiresAt'),
    decided_at: null,
    entry: index,
    replaces: edits ?? null,
    successor: null,
    notified: null,
  }
  return [
    ...closing,
    { put: 'cases', row },
    { put: 'case_calls', row: { run, digest, case_id: id, open: 1 } },
    { put: 'case_load', row: { agent, open } },
  ]
}

/** An edited case closes in the very entry that opens its successor: there is never a moment with two open cases. */
function edited(entry: Entry, edits: string, rows: Rows): readonly Change[] {
  const by = worded(entry, 'by')
  const row = openCase(entry, edits, rows)
  if (!isSameCall(entry, row)) throw refuse('case-other-call', 'an edit stays with its run, agent and tool')
  if (rows('case_verdicts', edits, by) !== undefined) throw givenBefore()
  return [
    { put: 'cases', row: { ...row, state: 'edited', decided_at: entry.at, successor: worded(entry, 'case') } },
    { put: 'case_verdicts', row: { case_id: edits, person: by, verdict: 'edit', at: entry.at, entry: entry.index } },
    noLongerOpen(row),
  ]
}

/** A person's verdict counts. */
export function decided(entry: Entry, rows: Rows): readonly Change[] {
  const { data, at, index } = entry
  const [id, by, agent] = [worded(entry, 'case'), worded(entry, 'by'), worded(entry, 'agent')]
  const row = openCase(entry, id, rows)
  if (text(row, 'agent') !== agent) throw refuse('case-other-call', `the case ${id} is of another agent`)
  if (rows('case_verdicts', id, by) !== undefined) throw givenBefore()
  const { verdict } = data
  if (!isDirectVerdict(verdict)) throw refuse('case-malformed', 'an entry of a verdict names no verdict')
  const approvals = integer(row, 'approvals') + (verdict === 'approve' ? 1 : 0)
  // The files may ask for more people now than when the case opened; fewer never counts.
  const quorum = Math.max(integer(row, 'quorum'), data.quorum === undefined ? 1 : whole(entry, 'quorum'))
  const lapsed = data.lapsed === undefined ? 0 : whole(entry, 'lapsed')
  if (lapsed < 0) throw refuse('case-malformed', 'no more people approved than did')
  const state = stateAfter(verdict, approvals - lapsed, quorum)
  const changes: readonly Change[] = [
    { put: 'cases', row: { ...row, approvals, quorum, state, decided_at: state === 'open' ? null : at } },
    { put: 'case_verdicts', row: { case_id: id, person: by, verdict, at, entry: index } },
  ]
  return state === 'open' ? changes : [...changes, ...closed(row, rows)]
}

/** Nobody decided, or nobody used the approval, in time (P6). */
export function expired(entry: Entry, rows: Rows): readonly Change[] {
  const id = worded(entry, 'case')
  const row = knownCase(id, rows)
  if (text(row, 'agent') !== worded(entry, 'agent')) throw refuse('case-other-call', `${id} is of another agent`)
  if (row.state !== 'open' && row.state !== 'approved') throw refuse('case-not-open', `the case ${id} is closed`)
  if (entry.at <= integer(row, 'expires_at')) throw refuse('case-not-expired', `the case ${id} still has time`)
  const change: Change = { put: 'cases', row: { ...row, state: 'expired', decided_at: entry.at } }
  return row.state === 'open' ? [change, ...closed(row, rows)] : [change]
}

/** A call that goes through on an approval uses it up; a call that needed several bodies names a case of each. */
export function used(entry: Entry, rows: Rows): readonly Change[] {
  return usedCases(entry).map((id) => {
    const row = knownCase(id, rows)
    if (row.state === 'used') throw refuse('approval-used', `the approval of ${id} was used before`)
    if (row.state !== 'approved') throw refuse('case-not-approved', `the case ${id} is not approved`)
    if (entry.at > integer(row, 'expires_at')) throw refuse('case-expired', `the approval of ${id} has expired`)
    // The digest stands in the leaf, so that the log alone shows that what was approved is what went out (P5).
    if (!isSameCall(entry, row) || worded(entry, 'digest') !== row.digest) {
      throw refuse('case-other-call', `${id} approves another call`)
    }
    return { put: 'cases', row: { ...row, state: 'used' } }
  })
}

/** The mail to the people of the body went out, or didn't. */
export function notified(entry: Entry, rows: Rows): readonly Change[] {
  const id = worded(entry, 'case')
  const row = knownCase(id, rows)
  if (row.notified !== null) throw refuse('case-notified', `who was told of ${id} stands recorded`)
  const isEveryoneTold = whole(entry, 'told') > 0 && whole(entry, 'failed') === 0
  return [{ put: 'cases', row: { ...row, notified: isEveryoneTold ? 1 : 0 } }]
}

function knownCase(id: string, rows: Rows): Row {
  const row = rows('cases', id)
  if (row === undefined) throw refuse('case-unknown', `no case is called ${id}`)
  return row
}

function openCase({ at }: Entry, id: string, rows: Rows): Row {
  const row = knownCase(id, rows)
  if (row.state !== 'open') throw refuse('case-not-open', `the case ${id} is closed`)
  if (at > integer(row, 'expires_at')) throw refuse('case-expired', `the case ${id} has expired`)
  return row
}

function isSameCall(entry: Entry, row: Row): boolean {
  return (['run', 'agent', 'resource'] as const).every((field) => worded(entry, field) === row[field])
}

function closed(row: Row, rows: Rows): readonly Change[] {
  const agent = text(row, 'agent')
  return [noLongerOpen(row), { put: 'case_load', row: { agent, open: openOf(agent, rows) - 1 } }]
}

/** While a case is open there can be no other of the same call, so this is still the newest. */
function noLongerOpen(row: Row): Change {
  const [run, digest, id] = [text(row, 'run'), text(row, 'digest'), text(row, 'id')]
  return { put: 'case_calls', row: { run, digest, case_id: id, open: 0 } }
}

function openOf(agent: string, rows: Rows): number {
  const row = rows('case_load', agent)
  return row === undefined ? 0 : integer(row, 'open')
}

/** The cases whose approval a call that goes through uses up. */
export function usedCases(entry: Entry): readonly string[] {
  const { case: named } = entry.data
  if (named === undefined) return []
  return typeof named === 'string' ? [worded(entry, 'case')] : listed(entry, 'case')
}

function givenBefore(): Error {
  return refuse('verdict-given', 'this person gave a verdict before')
}
