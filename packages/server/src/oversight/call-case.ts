// SPDX-License-Identifier: EUPL-1.2
import { type Journal, text } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import { type CaseRow, caseRow, findCase } from './case-row.ts'
import { quorumOf, standingApprovals } from './membership.ts'
import type { CaseState } from './state.ts'

interface CaseOfCall {
  readonly case: string
  /** The digest of the call that the case is about; after an edit that isn't the call the agent asked for. */
  readonly digest: string
  /** The index of the `call.held` entry, whose private field `call` holds the arguments to be released. */
  readonly entry: number
}

/** Where a call that was held before stands now. */
export type CallCase =
  | (CaseOfCall & {
      readonly state: 'approved'
      /** All approved cases of this call, the newest first: releasing the call uses them all. */
      readonly cases: readonly string[]
      /** The bodies that approved it: what the policy gets as `context.approvals`. */
      readonly bodies: readonly string[]
    })
  | (CaseOfCall & { readonly state: Exclude<CaseState, 'approved' | 'edited'> })

/** What would carry out the call now. Approvals of cases from before `since`, or for another `place`, don't count. */
export interface Bound {
  readonly place: string
  readonly since: number
}

interface AskedCall {
  readonly run: string
  readonly digest: string
  /** Undefined where nothing is about to be carried out. */
  readonly bound: Bound | undefined
}

/**
 * The newest case of a call, or of what it was edited into; undefined when the call was never held. An approval doesn't
 * count once the call would be carried out by something else. Nor does it when the organisation's files now ask for
 * other people, or more of them, than approved: they may have been loaded since, or just as the last one approved.
 */
export async function findCallCase(
  journal: Journal,
  organisation: Organisation,
  { run, digest, bound }: AskedCall,
  at: number,
): Promise<CallCase | undefined> {
  const [newest] = await journal.query('SELECT case_id FROM case_calls WHERE run = $1 AND digest = $2', run, digest)
  let row = newest === undefined ? undefined : await findCase(journal, text(newest, 'case_id'))
  while (row?.successor !== undefined) row = await findCase(journal, row.successor)
  if (row === undefined) return undefined
  const found = { case: row.id, digest: row.digest, entry: row.entry }
  const state = stateAt(row, at)
  if (state === 'edited') throw new TypeError(`the edited case ${row.id} has no successor`)
  if (state !== 'approved') return { ...found, state }
  const approved = await journal.query(
    `SELECT * FROM cases WHERE run = $1 AND digest = $2 AND state = 'approved' AND expires_at >= $3 ORDER BY entry DESC`,
    run,
    row.digest,
    at,
  )
  const still = approved.map(caseRow).filter((one) => bound === undefined || isOf(one, bound))
  const standing = await approvedBy(journal, organisation, still)
  if (!standing.some(({ id }) => id === found.case)) return undefined
  return {
    ...found,
    state,
    cases: standing.map(({ id }) => id),
    bodies: [...new Set(standing.map(({ body }) => body))],
  }
}

function isOf({ openedAt, place }: CaseRow, bound: Bound): boolean {
  return openedAt >= bound.since && place === bound.place
}

/** The approved cases that still have the approvals that the files ask for. */
async function approvedBy(journal: Journal, organisation: Organisation, rows: readonly CaseRow[]) {
  const approvals = await Promise.all(rows.map((row) => standingApprovals(journal, organisation, row)))
  return rows.filter((row, index) => (approvals[index] ?? 0) >= quorumOf(row, organisation))
}

/** The state at a time: a case past its time counts as expired even before an entry says so (P6). */
export function stateAt({ state, expiresAt }: Pick<CaseRow, 'state' | 'expiresAt'>, at: number): CaseState {
  return (state === 'open' || state === 'approved') && at > expiresAt ? 'expired' : state
}
