// SPDX-License-Identifier: EUPL-1.2
// The first half of an evaluation: which rules of one version of the law these facts meet. It uses no dates, so that the
// version of the law and the date of evaluation can't be confused.
import { type Compiled, type CompiledLaw, compiled } from './compiled-law.ts'
import { judge, type Node } from './condition.ts'
import type { Facts } from './facts/facts.ts'
import type { Role } from './law/roles.ts'
import type { DatedRule, Law, ObligationRule, ProductRule, Route, Rule, TransparencyRule } from './law/types.ts'
import { anyOf, both, either, FALSE, not, TRUE, type Truth, UNKNOWN } from './three-valued.ts'
import { SystemWorld } from './world.ts'

export interface Judged<R> {
  readonly rule: R
  readonly node: Node
  readonly truth: Truth
}

export interface Assessment {
  readonly law: CompiledLaw
  readonly world: SystemWorld
  /** The negations of what must hold for the Regulation to apply: true where a requirement is not met. */
  readonly lacking: readonly Judged<Rule>[]
  readonly exclusions: readonly Judged<Rule>[]
  readonly openSource: Judged<Rule>
  readonly prohibited: readonly Judged<DatedRule>[]
  readonly products: readonly Judged<ProductRule>[]
  readonly annexIII: readonly Judged<Rule>[]
  readonly filter: Judged<Rule>
  readonly transparency: readonly (Judged<TransparencyRule> & { readonly duty: ObligationRule })[]
  readonly model: Judged<DatedRule>
  readonly systemic: Judged<DatedRule>
  readonly roleSwitch: readonly Judged<Rule>[]
  /** Whether art. 25 turns somebody who is not the provider into one. */
  readonly becomesProvider: Truth
  /** Whether this is an AI system in the Union. Exclusions are judged separately, because an open one never exempts. */
  readonly isSystem: Truth
  /** Whether the Regulation does not apply, leaving art. 2(12) aside. */
  readonly out: Truth
  readonly anyAnnexIII: Truth
  /** High risk in plain three-valued logic: while the filter is open, so is Annex III. */
  readonly high: Truth
}

export function assess(law: Law, facts: Facts, closed: boolean): Assessment {
  const lawNodes = compiled(law)
  const world = new SystemWorld(facts, closed)
  const one = <R>({ rule, node }: Compiled<R>): Judged<R> => ({ rule, node, truth: judge(node, world) })
  const truths = (judged: readonly Judged<unknown>[]) => anyOf(judged.map(({ truth }) => truth))

  const lacking = lawNodes.lacking.map(one)
  const exclusions = lawNodes.exclusions.map(one)
  const prohibited = lawNodes.prohibited.map(one)
  const products = lawNodes.products.map(one)
  const annexIII = lawNodes.annexIII.map(one)
  const filter = one(lawNodes.filter)
  const transparency = lawNodes.transparency.map((rule) => ({ ...one(rule), duty: rule.duty }))
  const roleSwitch = lawNodes.roleSwitch.map(one)
  const anyAnnexIII = truths(annexIII)
  const high = either(truths(products), both(anyAnnexIII, not(filter.truth)))

  // A ban that has not started yet already rules out art. 2(12): what will soon be prohibited is not exempt now.
  world.found('_any_prohibited', truths(prohibited))
  world.found('_any_high', high)
  world.found('_any_art50', truths(transparency))
  const openSource = one(lawNodes.openSource)
  const systemic = one(lawNodes.systemic)
  world.found('_systemic', systemic.truth)

  const assessment: Assessment = {
    law: lawNodes,
    world,
    lacking,
    exclusions,
    openSource,
    prohibited,
    products,
    annexIII,
    filter,
    transparency,
    model: one(lawNodes.model),
    systemic,
    roleSwitch,
    becomesProvider: becomesProvider(world.roles() ?? [], products, roleSwitch),
    isSystem: not(truths(lacking)),
    out: either(truths(lacking), truths(exclusions)),
    anyAnnexIII,
    high,
  }
  findRoutes(assessment)
  return assessment
}

/** From here on an open filter exempts nothing: duties and procedures follow from the points that hold. */
function findRoutes(assessment: Assessment): void {
  const { world } = assessment
  const points = (wanted: (id: string) => boolean) => routeTruth(assessment, 'III', wanted)
  world.found(
    '_annex_iii_1',
    points((id) => id.startsWith('1.')),
  )
  world.found(
    '_annex_iii_2_8',
    points((id) => !id.startsWith('1.')),
  )
  world.found(
    '_annex_iii_5b_or_5c',
    points((id) => id === '5.b' || id === '5.c'),
  )
  world.found('_annex_i_a', routeTruth(assessment, 'IA'))
  world.found(
    '_any_high',
    either(routeTruth(assessment, 'III'), either(routeTruth(assessment, 'IA'), routeTruth(assessment, 'IB'))),
  )
}

/** Whether the system is high-risk by that route, counting only the given Annex III points. */
export function routeTruth(
  assessment: Assessment,
  route: Route,
  wanted: (point: string) => boolean = () => true,
): Truth {
  let greatest: Truth = FALSE
  if (route !== 'III') {
    for (const { rule, truth } of assessment.products) if (rule.route === route) greatest = either(greatest, truth)
  } else if (assessment.filter.truth !== TRUE) {
    for (const { rule, truth } of assessment.annexIII) if (wanted(rule.id)) greatest = either(greatest, truth)
  }
  return greatest
}

/** Whether the organisation has that role; art. 25 can make it a provider too. */
export function hasRole({ world, becomesProvider }: Assessment, role: Role): Truth {
  const mine = world.roles()
  if (mine === undefined) return UNKNOWN
  if (mine.includes(role)) return TRUE
  return role === 'provider' ? becomesProvider : FALSE
}

function becomesProvider(
  mine: readonly Role[],
  products: readonly Judged<ProductRule>[],
  roleSwitch: readonly Judged<Rule>[],
): Truth {
  const manufacturer = mine.includes('product_manufacturer')
    ? anyOf(products.filter(({ rule }) => rule.route === 'IA').map(({ truth }) => truth))
    : FALSE
  return either(manufacturer, anyOf(roleSwitch.map(({ truth }) => truth)))
}
