// SPDX-License-Identifier: EUPL-1.2
import type { Publication, PublicationAct, PublicationDraft } from '../api-publications.ts'

/** Where the entry stands in the Algoritmeregister; `unknown` while nobody can say. */
export type Place = 'nowhere' | 'submitted' | 'public' | 'unknown'

export function placeOf(publication: Publication | null): Place {
  if (publication === null) return 'nowhere'
  const { act, outcome, isPublic, lars } = publication
  const isUnsure = outcome === 'open' || outcome === 'unknown'
  // A new version that got lost leaves the one before it where it was.
  if (isUnsure && (act !== 'submit' || lars === undefined)) return 'unknown'
  if (lars === undefined) return 'nowhere'
  return isPublic ? 'public' : 'submitted'
}

/** What can be done with it now; the API decides. */
export function actsOn(
  publication: Publication | null,
  { problems, isSubmitted }: Pick<PublicationDraft, 'problems' | 'isSubmitted'>,
): readonly PublicationAct[] {
  const place = placeOf(publication)
  const acts: PublicationAct[] = []
  if (problems.length === 0) acts.push('submit')
  // A new version of what is public already is submitted, and then published in its turn.
  const isAhead = place !== 'public' || publication?.act === 'submit'
  if (publication?.lars !== undefined && isSubmitted && isAhead) acts.push('publish')
  // What may be public can be taken back.
  if (publication?.lars !== undefined && (place === 'public' || place === 'unknown')) acts.push('retract')
  return acts
}
