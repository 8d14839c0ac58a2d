// SPDX-License-Identifier: EUPL-1.2
import { integer, type Journal, type Row, text } from '../journal/index.ts'
import { type CaseState, isCaseState, isVerdict, type Verdict } from './state.ts'

/** A row of `cases`, read. */
export interface CaseRow {
  readonly id: string
  readonly run: string
  readonly agent: string
  readonly system: string
  readonly resource: string
  readonly body: string
  readonly quorum: number
  readonly approvals: number
  readonly state: CaseState
  readonly digest: string
  readonly place: string | undefined
  readonly rules: readonly string[]
  readonly labels: readonly string[]
  readonly findings: readonly string[]
  readonly number: number | undefined
  readonly openedAt: number
  readonly expiresAt: number
  readonly decidedAt: number | undefined
  readonly entry: number
  readonly replaces: string | undefined
  readonly successor: string | undefined
  readonly isNotified: boolean | undefined
}

export interface VerdictRow {
  /** A pseudonym. */
  readonly person: string
  readonly verdict: Verdict
  readonly at: number
  readonly entry: number
}

export async function findCase(journal: Journal, id: string): Promise<CaseRow | undefined> {
  const [row] = await journal.query('SELECT * FROM cases WHERE id = $1', id)
  return row === undefined ? undefined : caseRow(row)
}

export async function verdictsOf(journal: Journal, id: string): Promise<readonly VerdictRow[]> {
  const rows = await journal.query('SELECT * FROM case_verdicts WHERE case_id = $1 ORDER BY entry', id)
  return rows.map((row) => {
    const { verdict } = row
    if (!isVerdict(verdict)) throw new TypeError(`${id} holds a verdict that is none`)
    return { person: text(row, 'person'), verdict, at: integer(row, 'at'), entry: integer(row, 'entry') }
  })
}

export function caseRow(row: Row): CaseRow {
  const { state, notified } = row
  if (!isCaseState(state)) throw new TypeError(`the case ${row.id} is in no state`)
  return {
    id: text(row, 'id'),
    run: text(row, 'run'),
    agent: text(row, 'agent'),
    system: text(row, 'system'),
    resource: text(row, 'resource'),
    body: text(row, 'body'),
    quorum: integer(row, 'quorum'),
    approvals: integer(row, 'approvals'),
    state,
    digest: text(row, 'digest'),
    place: row.place === null ? undefined : text(row, 'place'),
    rules: JSON.parse(text(row, 'rules')),
    labels: JSON.parse(text(row, 'labels')),
    findings: JSON.parse(text(row, 'findings')),
    number: row.number === null ? undefined : integer(row, 'number'),
    openedAt: integer(row, 'opened_at'),
    expiresAt: integer(row, 'expires_at'),
    decidedAt: row.decided_at === null ? undefined : integer(row, 'decided_at'),
    entry: integer(row, 'entry'),
    replaces: row.replaces === null ? undefined : text(row, 'replaces'),
    successor: row.successor === null ? undefined : text(row, 'successor'),
    isNotified: notified === null ? undefined : notified === 1,
  }
}
