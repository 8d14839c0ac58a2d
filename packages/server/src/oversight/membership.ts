// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../journal/index.ts'
import type { Body, Organisation, Person } from '../organisation/index.ts'
import { type CaseRow, verdictsOf } from './case-row.ts'

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

/**
 * How many who approved may still decide. An approval of somebody who left the body since is none any more, and who was
 * erased is known to nobody.
 */
export async function standingApprovals(
  journal: Journal,
  organisation: Organisation,
  { id, body }: Pick<CaseRow, 'id' | 'body'>,
): Promise<number> {
  const given = (await verdictsOf(journal, id)).filter(({ verdict }) => verdict === 'approve')
  const subjects = await Promise.all(given.map(({ person }) => journal.subjectOf(person)))
  const people = subjects.flatMap((subject) => organisation.people.get(subject?.replace('person:', '') ?? '') ?? [])
  return people.filter((person) => isMember(organisation, organisation.bodies.get(body), person)).length
}

function isReviewer({ people }: Organisation, { id }: Person): boolean {
  return people.get(id)?.roles.includes('reviewer') === true
}
