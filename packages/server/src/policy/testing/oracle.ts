// SPDX-License-Identifier: EUPL-1.2
import { type EntityJson, preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import type { Frame } from '../evaluate.ts'
import type { Entity } from '../value.ts'

/** What Cedar itself says of a set of rules: the judge of our own evaluation in tests, never on the path of a call. */
interface OracleAnswer {
  readonly decision: 'allow' | 'deny'
  readonly reason: readonly string[]
  readonly erring: readonly string[]
}

type OracleContext = Parameters<typeof statefulIsAuthorized>[0]['context']

/** Parsed sets can only be replaced under their name, so the name is reused and memory stays level. */
export function oracle(name: string, rules: { readonly [id: string]: string }) {
  const prepared = preparsePolicySet(name, { staticPolicies: { ...rules } })
  if (prepared.type === 'failure') throw new Error(JSON.stringify(prepared.errors))
  return ({ principal, action, resource }: Omit<Frame, 'context'>, context: OracleContext): OracleAnswer => {
    const answer = statefulIsAuthorized({
      principal: identifier(principal),
      action: identifier(action),
      resource: identifier(resource),
      context,
      preparsedPolicySetId: name,
      entities: [principal, resource].map(entityJson),
    })
    if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors))
    const { decision, diagnostics } = answer.response
    return { decision, reason: diagnostics.reason.sort(), erring: diagnostics.errors.map((e) => e.policyId).sort() }
  }
}

function identifier({ type, id }: Entity) {
  return { type, id }
}

function entityJson(entity: Entity): EntityJson {
  const parents = [...entity.ancestors].map((key) => {
    const space = key.indexOf(' ')
    return { type: key.slice(0, space), id: key.slice(space + 1) }
  })
  const attrs: EntityJson['attrs'] = JSON.parse(JSON.stringify(entity.attributes ?? {}))
  return { uid: identifier(entity), attrs, parents }
}
