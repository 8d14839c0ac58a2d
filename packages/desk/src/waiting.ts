// SPDX-License-Identifier: EUPL-1.2
import type { Me } from './api.ts'
import type { CaseSummary } from './api-cases.ts'

export interface Waiting {
  /** Undefined for who decides on nothing: then all of it is only to be seen. */
  readonly own: readonly CaseSummary[] | undefined
  readonly others: readonly CaseSummary[]
}

/** What waits, parted into what this person may act on and the rest; silence refuses the first of each first. */
export function waitingFor(cases: readonly CaseSummary[], { may }: Pick<Me, 'may'>): Waiting {
  const sorted = cases.toSorted((a, b) => a.expiresAt - b.expiresAt)
  if (!may.includes('decide')) return { own: undefined, others: sorted }
  return { own: sorted.filter(({ mayAct }) => mayAct), others: sorted.filter(({ mayAct }) => !mayAct) }
}

/** What is counted and told: what somebody can do something about, else everything. */
export const countedFor = (cases: readonly CaseSummary[], me: Pick<Me, 'may'>): readonly CaseSummary[] => {
  const { own, others } = waitingFor(cases, me)
  return own ?? others
}
