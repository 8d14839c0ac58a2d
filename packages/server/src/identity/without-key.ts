// SPDX-License-Identifier: EUPL-1.2
import type { Agent, Organisation, Person } from '../organisation/index.ts'
import type { Identity } from './identity.ts'

/** Who stands in the organisation's files and has no key: they were added since, or lost theirs. */
export interface Without {
  readonly people: readonly Person[]
  readonly agents: readonly Agent[]
}

export function withoutKey(identity: Pick<Identity, 'keysOf'>, { people, agents }: Organisation): Without {
  return {
    people: [...people.values()].filter(({ id }) => identity.keysOf('person', id).length === 0),
    agents: [...agents.values()].filter(({ id }) => identity.keysOf('agent', id).length === 0),
  }
}
