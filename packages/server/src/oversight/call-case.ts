// SPDX-License-Identifier: EUPL-1.2
import { type Journal, text } from '../journal/index.ts'
import { type CaseRow, findCase } from './case-row.ts'
import type { CaseState } from './state.ts'

interface CaseOfCall {
  readonly case: string
  /** Of the call that the case is about: an edited one differs from what the agent asked. */
  readonly digest: string
  /** The index of the `call.held` entry, whose private field `call` holds the arguments to be released. */
  readonly entry: number
  readonly expiresAt: number
}

/** Where a call stands that was held before. */
export type CallCase =
  | (CaseOfCall & {
      readonly state: 'approved'
      /** All approved cases of this call, the newest first: releasing the call uses them all. */
      readonly cases: readonly string[]
      /** The bodies that approved it: what the policy gets as `context.approvals`. */
      readonly bodies: readonly string[]
    })
  | (CaseOfCall & { readonly state: Exclude<CaseState, 'approved' | 'edited'> })

/**
 * The newest case of a call, or of what it was edited into; undefined when the call was never held. What was approved
 * of a case from before `since` is no approval: what the call is carried out by has changed.
 */
export async function findCallCase(
  journal: Journal,
  { run, digest, since }: { readonly run: string; readonly digest: string; readonly since: number },
  at: number,
): Promise<CallCase | undefined> {
  const [newest] = await journal.query('SELECT case_id FROM case_calls WHERE run = $1 AND digest = $2', run, digest)
  let row = newest === undefined ? undefined : await findCase(journal, text(newest, 'case_id'))
  while (row?.successor !== undefined) row = await findCase(journal, row.successor)
  if (row === undefined) return undefined
  const found = { case: row.id, digest: row.digest, entry: row.entry, expiresAt: row.expiresAt }
  const state = stateAt(row, at)
  if (state === 'edited') throw new TypeError(`the edited case ${row.id} has no successor`)
  if (state !== 'approved') return { ...found, state }
  if (row.openedAt < since) return undefined
  const approved = await journal.query(
    `SELECT id, body FROM cases WHERE run = $1 AND digest = $2 AND state = 'approved' AND expires_at >= $3 AND opened_at >= $4
     ORDER BY entry DESC`,
    run,
    row.digest,
    at,
    since,
  )
  return {
    ...found,
    state,
    cases: approved.map((other) => text(other, 'id')),
    bodies: [...new Set(approved.map((other) => text(other, 'body')))],
  }
}

/** The state at a time: what is past its time counts as expired, also while no entry says so yet (P6). */
export function stateAt({ state, expiresAt }: Pick<CaseRow, 'state' | 'expiresAt'>, at: number): CaseState {
  return (state === 'open' || state === 'approved') && at > expiresAt ? 'expired' : state
}
