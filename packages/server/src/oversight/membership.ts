// SPDX-License-Identifier: EUPL-1.2
import type { Body, Organisation, Person } from '../organisation/index.ts'
import type { CaseRow } from './case-row.ts'

/** Roles and membership are read from the organisation as it is now: who lost them since may not decide. */
export function isMember(organisation: Organisation, body: Body | undefined, person: Person): boolean {
  return body?.members.includes(person.id) === true && isReviewer(organisation, person)
}

export function hasVeto(organisation: Organisation, body: Body | undefined, person: Person): boolean {
  return body?.veto.includes(person.id) === true && isReviewer(organisation, person)
}

/** How many have to approve: what was asked when the case opened, or what the files ask by now where that is more. */
export function quorumOf({ body, quorum }: Pick<CaseRow, 'body' | 'quorum'>, { bodies }: Organisation): number {
  return Math.max(quorum, bodies.get(body)?.quorum ?? 0)
}

function isReviewer({ people }: Organisation, { id }: Person): boolean {
  return people.get(id)?.roles.includes('reviewer') === true
}
