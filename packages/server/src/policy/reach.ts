// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import { agentEntity, type Target, targetsOf } from './entities.ts'
import type { CompiledRule } from './rule.ts'
import type { Entity } from './value.ts'

/** The agents and calls that a rule's scope fits, in one organisation. */
export interface Reach {
  readonly candidate: CompiledRule
  readonly agents: ReadonlySet<string>
  readonly targets: ReadonlySet<string>
}

export function reachOf(organisation: Organisation, candidate: CompiledRule): Reach {
  const { scope } = candidate
  const fits = ({ action, resource }: Target): boolean => scope.action(action) && scope.resource(resource)
  const keys = (entities: readonly Entity[]): ReadonlySet<string> => new Set(entities.map(({ key }) => key))
  return {
    candidate,
    agents: keys([...organisation.agents.values()].map(agentEntity).filter((agent) => scope.principal(agent))),
    targets: new Set(
      targetsOf(organisation)
        .filter(fits)
        .map(({ action, resource }) => `${action.key} ${resource.key}`),
    ),
  }
}

/** Whether nothing about the call can keep the rule from applying, once its scope fits. */
function isUnconditional({ json }: CompiledRule): boolean {
  return json.conditions.every(({ kind, body }) => 'Value' in body && body.Value === (kind === 'when'))
}

/** A forbid that applies to every call in its scope and that nothing lifts. */
export function forbidsOutright(candidate: CompiledRule): boolean {
  const { effect, remedy } = candidate.rule
  return effect === 'forbid' && remedy === undefined && isUnconditional(candidate)
}
