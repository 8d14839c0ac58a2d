// SPDX-License-Identifier: EUPL-1.2
// Laws with something left out: a rule, or one part of a condition. A table that can't tell them from the real law
// doesn't test it.
import type { Condition, DatedRule, Law, ObligationRule, Rule } from '../law/types.ts'

interface Mutant {
  /** The rule or duty whose rows must fail. */
  readonly id: string
  readonly missing: string
  readonly law: Law
}

/** The condition with one of its parts left out, in every possible way. */
function* thinned(condition: Condition): Generator<readonly [string, Condition]> {
  if (typeof condition === 'string') return
  for (const key of ['all', 'any', 'none'] as const) {
    const parts = condition[key]
    if (parts === undefined) continue
    for (const [index, part] of parts.entries()) {
      yield [`${key}: ${JSON.stringify(part)}`, { ...condition, [key]: parts.toSpliced(index, 1) }]
      for (const [missing, thinner] of thinned(part))
        yield [missing, { ...condition, [key]: parts.with(index, thinner) }]
    }
  }
}

type RuleList =
  | 'scope'
  | 'exclusions'
  | 'prohibited'
  | 'products'
  | 'annexIII'
  | 'transparency'
  | 'roleSwitch'
  | 'conformity'
const ruleLists = [
  'scope',
  'exclusions',
  'prohibited',
  'products',
  'annexIII',
  'transparency',
  'roleSwitch',
  'conformity',
] as const satisfies readonly RuleList[]

function replaced<R extends { readonly id: string }>(rules: readonly R[], id: string, by: readonly R[]): readonly R[] {
  return rules.flatMap((rule) => (rule.id === id ? by : [rule]))
}

function* thinnedRule<R extends { readonly id: string; readonly when: Condition }>(
  rule: R,
  put: (rules: readonly R[]) => Law,
): Generator<Mutant> {
  yield { id: rule.id, missing: 'the rule', law: put([]) }
  for (const [missing, when] of thinned(rule.when)) yield { id: rule.id, missing, law: put([{ ...rule, when }]) }
}

function* ofList<K extends RuleList>(law: Law, list: K): Generator<Mutant> {
  for (const rule of law[list]) {
    const one: Rule | Law['conformity'][number] = rule
    yield* thinnedRule(one, (by) => ({ ...law, [list]: replaced<{ readonly id: string }>(law[list], one.id, by) }))
  }
}

const never: Condition = { any: [] }

function* ofSingles(law: Law): Generator<Mutant> {
  const { openSource, filter, models } = law
  const orNever = <R extends Rule>(rule: R, [by]: readonly R[]): R => by ?? { ...rule, when: never }
  yield* thinnedRule(openSource, (by) => ({ ...law, openSource: orNever(openSource, by) }))
  yield* thinnedRule(filter, (by) => ({ ...law, filter: orNever(filter, by) }))
  const withModels = (key: 'model' | 'systemic') => (by: readonly DatedRule[]) => ({
    ...law,
    models: { ...models, [key]: orNever(models[key], by) },
  })
  yield* thinnedRule(models.model, withModels('model'))
  yield* thinnedRule(models.systemic, withModels('systemic'))
}

function* ofDerived(law: Law): Generator<Mutant> {
  const users = { _rbi_le_exception: ['5.1.h'], _safety_component: ['6.1.A', '6.1.B'] } as const
  for (const name of ['_rbi_le_exception', '_safety_component'] as const) {
    for (const [missing, when] of thinned(law.derived[name])) {
      for (const id of users[name]) yield { id, missing, law: { ...law, derived: { ...law.derived, [name]: when } } }
    }
  }
}

export function* ruleMutants(law: Law): Generator<Mutant> {
  for (const list of ruleLists) yield* ofList(law, list)
  yield* ofSingles(law)
  yield* ofDerived(law)
}

function* thinnedObligation(rule: ObligationRule): Generator<readonly [string, readonly ObligationRule[]]> {
  yield ['the obligation', []]
  const { when, routes, onlyPoints, exceptPoints, roles } = rule
  if (when !== undefined) {
    const { when: _, ...unconditional } = rule
    yield ['the condition', [unconditional]]
    for (const [missing, thinner] of thinned(when)) yield [missing, [{ ...rule, when: thinner }]]
  }
  if (routes !== undefined) {
    const { routes: _, ...anyRoute } = rule
    yield ['the routes', [anyRoute]]
  }
  if (onlyPoints !== undefined) {
    const { onlyPoints: _, ...anyPoint } = rule
    yield ['the only points', [anyPoint]]
  }
  if (exceptPoints !== undefined) {
    const { exceptPoints: _, ...anyPoint } = rule
    yield ['the excepted points', [anyPoint]]
  }
  if (roles === 'any') return
  yield ['the roles', [{ ...rule, roles: 'any' }]]
  for (const role of roles) yield [`role ${role}`, [{ ...rule, roles: roles.filter((one) => one !== role) }]]
}

export function* dutyMutants(law: Law): Generator<Mutant> {
  for (const rule of law.obligations) {
    for (const [missing, by] of thinnedObligation(rule)) {
      yield { id: rule.id, missing, law: { ...law, obligations: replaced(law.obligations, rule.id, by) } }
    }
  }
}
