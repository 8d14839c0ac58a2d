// SPDX-License-Identifier: EUPL-1.2
import type { PolicySet } from './policy-set.ts'
import { withRemedy } from './remedy.ts'
import type { Decision, PolicyRequest } from './request.ts'

/** How many rounds of machine remedies one call may have, at the gate and in every rehearsal of it. */
export const maxTurns = 8

/**
 * What the gate would make of a call under other rules, without making the call. Remedies that a machine carries out
 * count as done; after those, so do the approvals in the request, which were given for this very call. A route is not
 * tried as a remedy: the call is judged for the provider that it was judged for at the time. Pure.
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
 * What would become of a result with these findings. What a machine can take out counts as taken out; anything else that
 * forbids keeps the result back, because a result waits for nobody. Pure.
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

/** A hold whose first remedy is a machine's is a denial: the machine could not carry it out, and no person can. */
export function comesTo({ effect, remedies }: Decision): Decision['effect'] {
  return effect === 'hold' && remedies[0]?.kind !== 'approve' ? 'deny' : effect
}
