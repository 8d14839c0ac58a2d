// SPDX-License-Identifier: EUPL-1.2
import type { Person } from '../organisation/index.ts'
import type { CaseSummary } from './case.ts'
import { caseRow } from './case-row.ts'
import { summaryOf, type ViewParts } from './view.ts'

/** As many as a list gives. */
const mostListed = 200

export interface OpenFilter {
  /** Of this run alone. */
  readonly run?: string | undefined
  /** Only what comes after the one with this id. */
  readonly after?: string | undefined
  /** The person who looks: each case then says whether they can act on it. */
  readonly viewer?: Person
}

/** Those closest to expiry first, so that newer cases can't push them off the list. */
export function listOpen(
  parts: ViewParts,
  { run, after, viewer }: OpenFilter,
  at: number,
): Promise<readonly CaseSummary[]> {
  const wanted = new Wanted("state = 'open'").and('expires_at >= ?', at)
  if (run !== undefined) wanted.and('run = ?', run)
  if (after !== undefined) wanted.and('(expires_at, entry) > (SELECT expires_at, entry FROM cases WHERE id = ?)', after)
  return list(parts, wanted, 'expires_at, entry', viewer, at)
}

export interface AllFilter {
  /** Opened before this moment, in epoch milliseconds: a day can be looked up however long ago it is. */
  readonly before?: number | undefined
  /** Only what comes after the one with this id. */
  readonly after?: string | undefined
  readonly viewer?: Person
}

/** The newest first. */
export function listAll(
  parts: ViewParts,
  { before, after, viewer }: AllFilter,
  at: number,
): Promise<readonly CaseSummary[]> {
  const wanted = new Wanted('entry >= 0')
  if (before !== undefined) wanted.and('opened_at < ?', before)
  if (after !== undefined) wanted.and('entry < (SELECT entry FROM cases WHERE id = ?)', after)
  return list(parts, wanted, 'entry DESC', viewer, at)
}

/** Conditions, and their values in the same order. */
class Wanted {
  readonly values: (string | number)[] = []
  where: string

  constructor(where: string) {
    this.where = where
  }

  and(condition: string, value: string | number): this {
    this.where += ` AND ${condition.replace('?', () => `$${this.values.push(value)}`)}`
    return this
  }
}

async function list(
  parts: ViewParts,
  { where, values }: Wanted,
  order: string,
  viewer: Person | undefined,
  at: number,
): Promise<readonly CaseSummary[]> {
  const sql = `SELECT * FROM cases WHERE ${where} ORDER BY ${order} LIMIT ${mostListed}`
  const rows = await parts.journal.query(sql, ...values)
  return Promise.all(rows.map((row) => summaryOf(parts, caseRow(row), viewer, at)))
}
