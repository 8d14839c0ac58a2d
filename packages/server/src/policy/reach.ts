// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import { agentEntity, type Target, targetsOf } from './entities.ts'
import { readParts, soleEntry } from './json.ts'
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
    agents: keys(
      [...organisation.agents.values()].map((agent) => agentEntity(agent)).filter((agent) => scope.principal(agent)),
    ),
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

/** A forbid that no remedy lifts and that applies to every call in its scope. */
export function forbidsOutright(candidate: CompiledRule): boolean {
  const { effect, remedy } = candidate.rule
  return effect === 'forbid' && remedy === undefined && isUnconditional(candidate)
}

/** A forbid that no remedy lifts and that applies whenever the other rule does, as far as their texts show. */
export function forbidsWherever(candidate: CompiledRule, other: CompiledRule): boolean {
  const { effect, remedy } = candidate.rule
  if (effect !== 'forbid' || remedy !== undefined) return false
  const demanded = new Set(demandsOf(other))
  return demandsOf(candidate).every((demand) => demanded.has(demand))
}

/** The demands that must all hold for the rule to apply, each as a text. A demand that always holds is left out. */
function demandsOf({ json }: CompiledRule): readonly string[] {
  return json.conditions
    .flatMap(({ kind, body }) => (kind === 'when' ? conjuncts(body) : [`!${JSON.stringify(body)}`]))
    .filter((demand) => !always.has(demand))
}

const always: ReadonlySet<string> = new Set(['{"Value":true}', '!{"Value":false}'])

function conjuncts(body: unknown): readonly string[] {
  const [operator, operand] = soleEntry(body)
  if (operator !== '&&') return [JSON.stringify(body)]
  const { left, right } = readParts(operand, ['left', 'right'])
  return [...conjuncts(left), ...conjuncts(right)]
}
