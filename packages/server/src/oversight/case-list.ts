// SPDX-License-Identifier: EUPL-1.2
import type { Person } from '../organisation/index.ts'
import type { CaseSummary } from './case.ts'
import { caseRow } from './case-row.ts'
import { summaryOf, type ViewParts } from './view.ts'

/** As many as a list gives. */
const mostListed = 200

export interface OpenFilter {
  /** Of this run alone. */
  readonly run?: string
  /** Whoever looks: each case says whether it is theirs to act on. */
  readonly viewer?: Person
}

/** Those that silence refuses first, whoever else fills the list with newer ones. */
export async function listOpen(
  parts: ViewParts,
  { run, viewer }: OpenFilter,
  at: number,
): Promise<readonly CaseSummary[]> {
  const ofRun = run === undefined ? '' : ' AND run = $1'
  const sql = `SELECT * FROM cases WHERE state = 'open'${ofRun} ORDER BY expires_at, entry LIMIT ${mostListed}`
  const values = run === undefined ? [] : [run]
  return (await list(parts, sql, values, viewer, at)).filter(({ state }) => state === 'open')
}

export interface AllFilter {
  /** Opened before this moment, in epoch milliseconds: whoever looks for a day finds it, however long ago it is. */
  readonly before?: number
  readonly viewer?: Person
}

/** The newest first. */
export function listAll(parts: ViewParts, { before, viewer }: AllFilter, at: number): Promise<readonly CaseSummary[]> {
  const until = before === undefined ? '' : ' WHERE opened_at < $1'
  const sql = `SELECT * FROM cases${until} ORDER BY entry DESC LIMIT ${mostListed}`
  return list(parts, sql, before === undefined ? [] : [before], viewer, at)
}

async function list(
  parts: ViewParts,
  sql: string,
  values: readonly (string | number)[],
  viewer: Person | undefined,
  at: number,
): Promise<readonly CaseSummary[]> {
  const rows = await parts.journal.query(sql, ...values)
  return Promise.all(rows.map((row) => summaryOf(parts, caseRow(row), viewer, at)))
}
