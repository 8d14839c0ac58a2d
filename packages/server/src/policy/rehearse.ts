// SPDX-License-Identifier: EUPL-1.2
import type { PolicySet } from './policy-set.ts'
import { withRemedy } from './remedy.ts'
import type { Decision, PolicyRequest } from './request.ts'

/** In how many turns machines may mend one call, at the gate and where what it would do is worked out. */
export const maxTurns = 8

/**
 * What the gate would make of a call by other rules, without making the call. Remedies of a machine count as carried out;
 * then the approvals in the request count, which were given for this very call. A route is no remedy here: the call is
 * judged for the provider for which it was judged then. Pure.
 */
export function rehearse(policies: PolicySet, request: PolicyRequest): Decision {
  const { approvals = [] } = request.context
  let asked: PolicyRequest = { ...request, context: { ...request.context, approvals: [] } }
  let decision = policies.decide(asked)
  for (let turn = 0; turn < maxTurns && decision.effect === 'hold'; turn++) {
    const byMachine = decision.remedies.filter(({ kind }) => kind !== 'approve' && kind !== 'route')
    if (byMachine.length === 0) break
    for (const remedy of byMachine) asked = withRemedy(asked, remedy) ?? asked
    decision = policies.decide(asked)
  }
  const isApproved = Array.isArray(approvals) && approvals.length > 0
  if (decision.effect !== 'hold' || !isApproved) return decision
  return policies.decide({ ...asked, context: { ...asked.context, approvals } })
}

/**
 * What would become of a result with these findings: what a machine takes out counts as taken out, and whatever else
 * forbids keeps it back, for a result waits for nobody. Pure.
 */
export function rehearseResult(policies: PolicySet, request: PolicyRequest): Decision {
  let asked = request
  let decision = policies.decide(asked)
  for (let turn = 0; turn < maxTurns && decision.effect === 'hold'; turn++) {
    const mending = decision.remedies.filter((remedy) => 'finding' in remedy)
    if (mending.length === 0) return { ...decision, effect: 'deny' }
    for (const remedy of mending) asked = withRemedy(asked, remedy) ?? asked
    decision = policies.decide(asked)
  }
  return decision.effect === 'hold' ? { ...decision, effect: 'deny' } : decision
}

/** What a decision comes to: a hold that starts with what no person can give, for a machine could not, is a denial. */
export function comesTo({ effect, remedies }: Decision): Decision['effect'] {
  return effect === 'hold' && remedies[0]?.kind !== 'approve' ? 'deny' : effect
}
