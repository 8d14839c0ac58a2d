// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Organisation } from '../organisation/index.ts'
import { agentEntity, targetsOf } from './entities.ts'
import { loadPolicies } from './load.ts'
import { formatRemedy, isSpent } from './remedy.ts'
import type { Decision, PolicyRequest, Rule } from './request.ts'
import { fittingRequest, organisationWith, policyFile } from './testing/arbitrary.ts'
import { oracle } from './testing/oracle.ts'
import type { Entity } from './value.ts'

const sets = Number(process.env.SLUIS_POLICY_SETS ?? 100)
const requestsPerSet = 50

type Expected = Pick<Decision, 'effect' | 'rules'> & { readonly remedies: ReadonlySet<string> }

/** The decision as DESIGN.md words it, from nothing but Cedar's answers about the whole set. */
function wholeSet(organisation: Organisation, rules: ReadonlyMap<string, Rule>): (request: PolicyRequest) => Expected {
  const textsOf = (some: readonly Rule[]) => Object.fromEntries(some.map(({ id, text }) => [id, text]))
  const all = oracle('whole', textsOf([...rules.values()]))
  const permits = oracle('permits', textsOf([...rules.values()].filter(({ effect }) => effect === 'permit')))
  const targets = targetsOf(organisation)
  return (request) => {
    const agent = organisation.agents.get(request.principal.agent)
    const target = targets.find(({ resource }) => isAskedFor(resource, request.resource))
    assert.ok(agent && target)
    const entities = { principal: agentEntity(agent), action: target.action, resource: target.resource }
    const context = JSON.parse(JSON.stringify(request.context))
    const { decision, reason, erring } = all(entities, context)
    if (erring.length > 0) {
      return { effect: 'deny', rules: [...erring, ...(decision === 'deny' ? reason : [])].sort(), remedies: new Set() }
    }
    if (decision === 'allow' || reason.length === 0) return { effect: decision, rules: reason, remedies: new Set() }
    const remedies = reason.flatMap((id) => {
      const remedy = rules.get(id)?.remedy
      return remedy === undefined || isSpent(remedy, request) ? [] : [formatRemedy(remedy)]
    })
    const liftable = remedies.length === reason.length && permits(entities, context).decision === 'allow'
    return { effect: liftable ? 'hold' : 'deny', rules: reason, remedies: new Set(liftable ? remedies : []) }
  }
}

describe('slices', () => {
  it('decide as Cedar does with the whole set: the same effect, the same rules, the same remedies', (t) => {
    const effects = { allow: 0, deny: 0, hold: 0, erring: 0 }
    const requests = fc.array(fittingRequest, { minLength: requestsPerSet, maxLength: requestsPerSet })
    fc.assert(
      fc.property(policyFile, requests, (text, asked) => {
        const organisation = organisationWith(text)
        const policies = loadPolicies(organisation)
        const judge = wholeSet(organisation, policies.rules)
        for (const request of asked) {
          const { effect, rules, remedies, errors } = policies.decide(request)
          const decided = { effect, rules, remedies: new Set(remedies.map(formatRemedy)) }
          assert.deepEqual(decided, judge(request), JSON.stringify(request))
          effects[errors.length > 0 ? 'erring' : effect]++
        }
      }),
      { numRuns: sets },
    )
    t.diagnostic(`${sets} generated sets × ${requestsPerSet} requests, all equal: ${JSON.stringify(effects)}`)
    assert.ok(Math.min(...Object.values(effects)) > sets / 20, JSON.stringify(effects))
  })
})

/** A model runs at several providers: the one that is asked for is in the provider's entity. */
function isAskedFor({ id, ancestors }: Entity, asked: PolicyRequest['resource']): boolean {
  if (asked.kind === 'tool') return id === asked.tool
  return id === asked.model && ancestors.has(`Provider ${asked.provider}`)
}
