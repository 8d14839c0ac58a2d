// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../journal/index.ts'
import type { Body, Organisation, Person } from '../organisation/index.ts'
import { type CaseRow, verdictsOf } from './case-row.ts'

/** Roles and membership are read from the organisation in force now: whoever lost them since may not decide. */
export function isMember(organisation: Organisation, body: Body | undefined, person: Person): boolean {
  return body?.members.includes(person.id) === true && isReviewer(organisation, person)
}

export function hasVeto(organisation: Organisation, body: Body | undefined, person: Person): boolean {
  return body?.veto.includes(person.id) === true && isReviewer(organisation, person)
}

/** How many must approve: the quorum when the case opened, or the one in the files now if that is higher. */
export function quorumOf({ body, quorum }: Pick<CaseRow, 'body' | 'quorum'>, { bodies }: Organisation): number {
  return Math.max(quorum, bodies.get(body)?.quorum ?? 0)
}

/**
 * How many of those who approved may still decide. An approval by somebody who has left the body no longer counts, nor
 * does that of a person who was erased, because nobody knows who that was.
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
