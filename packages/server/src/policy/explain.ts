// SPDX-License-Identifier: EUPL-1.2
import { isList } from './facts.ts'
import type { PolicySet } from './policy-set.ts'
import { inOrder, isSpent, type Remedy, withRemedy } from './remedy.ts'
import type { Decision, Fact, PolicyRequest, Rule } from './request.ts'

export interface LookedAt {
  /** As rules name it: `context.mail.recipients`. */
  readonly name: string
  readonly value: Fact | undefined
}

interface ExplainedRule {
  readonly rule: Rule
  readonly facts: readonly LookedAt[]
}

/**
 * What would have to change for the call to pass. `remedies`: all of these together, found by trying them on the
 * policies; `leadsTo` is what would then be decided. `the-call`: nothing lifts the named rules, so another call must be
 * made. `a-permit`: no rule permits it; the named ones would if their conditions held. `the-request`: it could not be
 * judged.
 */
export type Change =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'remedies'
      readonly remedies: readonly Remedy[]
      readonly leadsTo: Decision['effect'] | 'untried'
    }
  | { readonly kind: 'the-call'; readonly rules: readonly string[] }
  | { readonly kind: 'a-permit'; readonly rules: readonly string[] }
  | { readonly kind: 'the-request'; readonly errors: readonly string[] }

export interface Explanation {
  readonly effect: Decision['effect']
  readonly rules: readonly ExplainedRule[]
  readonly change: Change
}

/** Why the policies decided this way about a request. Pure; `decision` must be one that these very policies took. */
export function explain(policies: PolicySet, request: PolicyRequest, decision: Decision): Explanation {
  const rules = decision.rules.flatMap((id) => {
    const rule = policies.rules.get(id)
    return rule === undefined ? [] : [{ rule, facts: factsOf(rule, request) }]
  })
  return { effect: decision.effect, rules, change: changeFor(policies, request, decision) }
}

function changeFor(policies: PolicySet, request: PolicyRequest, decision: Decision): Change {
  if (decision.effect === 'allow') return { kind: 'nothing' }
  if (decision.errors.length > 0) return { kind: 'the-request', errors: decision.errors }
  if (decision.effect === 'hold') return tryRemedies(policies, request, decision)
  const final = decision.rules.filter((id) => {
    const remedy = policies.rules.get(id)?.remedy
    return remedy === undefined || isSpent(remedy, request)
  })
  if (final.length > 0) return { kind: 'the-call', rules: final }
  const permits = policies.inScope(request).filter(({ effect }) => effect === 'permit')
  return { kind: 'a-permit', rules: permits.map(({ id }) => id) }
}

/** Carrying out one remedy can make another one necessary: a label or a redaction changes what other rules see. */
function tryRemedies(policies: PolicySet, request: PolicyRequest, held: Decision): Change {
  const used: Remedy[] = []
  let [asked, decision] = [request, held]
  for (let round = 0; round < 10 && decision.effect === 'hold'; round++) {
    used.push(...decision.remedies)
    for (const remedy of decision.remedies) {
      const changed = withRemedy(asked, remedy)
      if (changed === undefined) return { kind: 'remedies', remedies: inOrder(used), leadsTo: 'untried' }
      asked = changed
    }
    decision = policies.decide(asked)
  }
  return { kind: 'remedies', remedies: inOrder(used), leadsTo: decision.effect }
}

/** What the rule's conditions looked at, with the values of this request. */
function factsOf(rule: Rule, request: PolicyRequest): readonly LookedAt[] {
  return rule.reads.map((name) => ({ name, value: valueAt(request, name.split('.')) }))
}

function valueAt({ principal, action, resource, context }: PolicyRequest, path: readonly string[]): Fact | undefined {
  const roots: { readonly [name: string]: Fact } = {
    principal: path.length === 1 ? principal.agent : { ...principal.standing },
    action,
    resource:
      resource.kind === 'tool'
        ? resource.tool
        : { ...resource.facts, model: resource.model, provider: resource.provider },
    context,
  }
  let value: Fact | undefined = roots
  for (const name of path) {
    if (typeof value !== 'object' || isList(value)) return undefined
    value = Object.hasOwn(value, name) ? value[name] : undefined
  }
  return value
}
