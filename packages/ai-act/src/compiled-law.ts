// SPDX-License-Identifier: EUPL-1.2
// A law with its conditions parsed into nodes: once for each law object, not for each system.
import { type Node, readCondition } from './condition.ts'
import { orderOf } from './facts/catalogue.ts'
import type {
  ConformityRule,
  DatedRule,
  Law,
  ObligationRule,
  ProductRule,
  Rule,
  TransparencyRule,
} from './law/types.ts'
import { sentence } from './text.ts'

export interface Compiled<R> {
  readonly rule: R
  readonly node: Node
}

interface CompiledObligation {
  readonly rule: ObligationRule
  readonly node: Node | undefined
  /** Obligations with the same key share one ground, so that it is determined once for a system. */
  readonly groundKey: string
}

interface CompiledTransparency extends Compiled<TransparencyRule> {
  /** The transparency rule in the form of a duty. */
  readonly duty: ObligationRule
}

export interface CompiledLaw {
  readonly law: Law
  /** The negations of what must hold for the Regulation to apply: true where a requirement is not met. */
  readonly lacking: readonly Compiled<Rule>[]
  readonly exclusions: readonly Compiled<Rule>[]
  readonly openSource: Compiled<Rule>
  readonly prohibited: readonly Compiled<DatedRule>[]
  readonly products: readonly Compiled<ProductRule>[]
  readonly annexIII: readonly Compiled<Rule>[]
  readonly filter: Compiled<Rule>
  /** The filter on wider readings, without the facts that close it only in our readings. */
  readonly widerFilter: Node
  readonly transparency: readonly CompiledTransparency[]
  readonly model: Compiled<DatedRule>
  readonly systemic: Compiled<DatedRule>
  readonly roleSwitch: readonly Compiled<Rule>[]
  readonly obligations: readonly CompiledObligation[]
  readonly conformity: readonly Compiled<ConformityRule>[]
}

const cache = new WeakMap<Law, CompiledLaw>()

export function compiled(law: Law): CompiledLaw {
  const known = cache.get(law)
  if (known !== undefined) return known
  const fresh = compile(law)
  cache.set(law, fresh)
  return fresh
}

function compile(law: Law): CompiledLaw {
  const one = <R extends { readonly when: Rule['when'] }>(rule: R): Compiled<R> => ({
    rule,
    node: readCondition(rule.when, law.derived),
  })
  const filter = one(law.filter)
  return {
    law,
    lacking: law.scope.map((rule) => ({ rule, node: { kind: 'not', of: one(rule).node } })),
    exclusions: law.exclusions.map(one),
    openSource: one(law.openSource),
    prohibited: law.prohibited.map(one),
    products: law.products.map(one),
    annexIII: law.annexIII.map(one),
    filter,
    widerFilter: withoutBlockers(filter.node, law),
    transparency: law.transparency.map((rule) => ({ ...one(rule), duty: dutyOf(rule) })),
    model: one(law.models.model),
    systemic: one(law.models.systemic),
    roleSwitch: law.roleSwitch.map(one),
    obligations: law.obligations.map((rule) => ({
      rule,
      node: rule.when === undefined ? undefined : readCondition(rule.when, law.derived),
      groundKey: [rule.ground, rule.from, rule.routes, rule.onlyPoints, rule.exceptPoints].join('|'),
    })),
    conformity: law.conformity.map(one),
  }
}

function dutyOf({ id, article, title, duty }: TransparencyRule): ObligationRule {
  return { id: `O-${id}`, article, ground: 'transparency', roles: [duty], duty: sentence(title), fine: 'T2' }
}

function withoutBlockers(filter: Node, law: Law): Node {
  if (filter.kind !== 'all') return filter
  const blockers = law.filterBlockers.map(({ fact }) => orderOf(fact))
  const isBlocker = (node: Node) => node.kind === 'not' && node.of.kind === 'fact' && blockers.includes(node.of.order)
  return { kind: 'all', of: filter.of.filter((node) => !isBlocker(node)) }
}
