// SPDX-License-Identifier: EUPL-1.2
import type { Agent, Organisation, Person } from '../organisation/index.ts'
import type { Identity } from './identity.ts'

/** People and agents in the organisation's files who have no key: added since, or left without one. */
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
