// SPDX-License-Identifier: EUPL-1.2
import type { Case } from '../api-cases.ts'
import type { Named } from '../api-common.ts'
import type { Words } from '../language/nl.ts'

export const hasDecided = ({ verdicts }: Pick<Case, 'verdicts'>, { id }: Named): boolean =>
  verdicts.some(({ person }) => person.id === id)

/** What became of a case, or why this person can only look. */
export function standingOf(held: Pick<Case, 'state' | 'verdicts' | 'body'>, person: Named, words: Words): string {
  if (held.state !== 'open') return words.card.ends[held.state]
  return hasDecided(held, person) ? words.decide.already : words.decide.mayNot(held.body.name)
}
