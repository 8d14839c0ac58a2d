// SPDX-License-Identifier: EUPL-1.2
// Our data against the reference it was reshaped from: the same rules, conditions, days, roles and amounts.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { readCondition } from '../condition.ts'
import { needs, reference } from '../test/reference.ts'
import { currentLaw as law } from './laws.ts'
import type { Condition, ObligationRule } from './types.ts'

const source = reference('ai-act-rules.yaml')
const theirs = source === undefined ? undefined : parse(source)

function nodeOf(condition: Condition) {
  return readCondition(condition, law.derived)
}

interface TheirRule {
  readonly id: string
  readonly when: Condition
  readonly from?: string
}

function same(ours: readonly TheirRule[], reference: readonly TheirRule[]): void {
  const shape = ({ id, when, from }: TheirRule) => [id, nodeOf(when), from]
  assert.deepEqual(ours.map(shape), reference.map(shape))
}

/** Names of ours in a condition that the reference leaves to prose. */
const ourConditions: Readonly<Record<string, readonly string[]>> = {
  'O-22': ['provider_established_outside_union'],
  'O-27': ['_annex_iii_5b_or_5c'],
  'O-GDPR22': ['processes_personal_data'],
}

function literalsOf(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return []
  if (typeof condition === 'string') return [condition]
  return [condition.all, condition.any, condition.none].flatMap((part) => (part ?? []).flatMap(literalsOf))
}

function ourObligation({
  id,
  article,
  roles,
  routes,
  onlyPoints,
  exceptPoints,
  when,
  from,
  formallyFrom,
}: ObligationRule) {
  const extra = ourConditions[id] ?? []
  return {
    id,
    article: article.replace(/^Art\. /, '').replace('GDPR art.', 'GDPR'),
    roles: id === 'O-GDPR22' ? ['controller'] : roles === 'any' ? ['any'] : roles,
    // A duty of Annex III points alone has only that route; O-60 names its routes in prose.
    routes: id === 'O-60' || onlyPoints !== undefined ? [] : (routes ?? []),
    onlyPoints: onlyPoints ?? [],
    exceptPoints: exceptPoints ?? [],
    facts: literalsOf(when).filter((literal) => !extra.includes(literal)),
    from: id === 'O-87' || id === 'O-GDPR22' || id.startsWith('O-49') ? undefined : (formallyFrom ?? from),
  }
}

describe('our data and the reference', { ...needs(source) }, () => {
  it('agree on scope and exclusions', () => {
    const { ai_system, territorial, exclusions } = theirs.scope
    const scope = [
      { id: '3(1)', when: { all: ai_system.all, none: ai_system.none } },
      { id: '2(1)', when: territorial },
    ]
    same([...law.scope, ...law.exclusions, law.openSource], [...scope, ...exclusions])
  })

  it('agree on prohibited practices', () => same(law.prohibited, theirs.prohibited))

  it('agree on products', () => {
    same(law.products, theirs.high_risk_6_1)
    for (const section of ['A', 'B']) {
      const points = law.annexI.filter((entry) => entry.section === section).map((entry) => String(entry.point))
      assert.deepEqual(points, Object.keys(theirs.annex_i[section]))
    }
  })

  it('agree on Annex III and the filter', () => {
    same(law.annexIII, theirs.annex_iii)
    const { any, none } = theirs.filter_6_3
    assert.deepEqual(nodeOf(law.filter.when), nodeOf({ any, none }))
    for (const [name, condition] of Object.entries(law.derived)) {
      assert.deepEqual(nodeOf(condition), nodeOf(theirs.derived[name]), name)
    }
  })

  it('agree on transparency, where art. 50(5) is a duty of ours and no rule of its own', () => {
    const rules: readonly (TheirRule & { legacy_until?: string; duty: string })[] = theirs.art_50
    const others = rules.filter(({ id }) => id !== '50.5')
    same(law.transparency, others)
    assert.deepEqual(
      law.transparency.map(({ duty, legacyUntil }) => [duty, legacyUntil]),
      others.map(({ duty, legacy_until }) => [duty, legacy_until]),
    )
    assert.ok(law.obligations.some(({ id }) => id === 'O-50.5'))
  })

  it('agree on models and on who becomes a provider', () => {
    const { is_gpai_model, systemic, duties, dates } = theirs.gpai
    assert.deepEqual(nodeOf(law.models.model.when), nodeOf({ any: is_gpai_model.any }))
    assert.deepEqual(
      nodeOf(law.models.systemic.when),
      nodeOf({ all: ['significant_generality_many_tasks', { any: systemic.any }] }),
    )
    assert.deepEqual([law.models.model.from, law.models.legacyUntil], [dates.new, dates.legacy_before_2025_08_02])
    const ours = law.obligations.filter(({ id }) => id.startsWith('G-') && id !== 'G-52')
    assert.deepEqual(
      ours.map(({ id, article, ground }) => [id, article, ground === 'systemic_model']),
      duties.map(({ id, art, systemic_only = false }: Record<string, unknown>) => [id, `Art. ${art}`, systemic_only]),
    )
    same(law.roleSwitch, theirs.role_switch.rules)
  })

  it('agree on the obligations: article, roles, routes, points, facts and days', () => {
    const others: readonly Record<string, never>[] = theirs.obligations
    const reference = others
      .filter(({ id }) => String(id) !== 'O-50')
      .map((other) => ({
        id: String(other.id),
        article: String(other.art),
        roles: other.role,
        routes: other.route ?? [],
        onlyPoints: other.only_point ?? [],
        exceptPoints: other.except_point ?? [],
        facts: other.if ?? other.if_any ?? [],
        // The bans bring their own days, and reading R6 gives art. 25 the day of the route.
        from: ['O-05', 'O-25-2'].includes(String(other.id)) ? undefined : other.from,
      }))
    const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1)
    const ours = law.obligations.filter(({ id }) => id.startsWith('O-') && id !== 'O-50.5').map(ourObligation)
    assert.deepEqual(ours.toSorted(byId), reference.toSorted(byId))
  })

  it('agree on fines, incidents, the timeline and the documents', () => {
    for (const tier of law.penalties) {
      const { art, eur, pct, sme_lower_of, smc_lower_of } = theirs.penalties[tier.id]
      assert.deepEqual(
        [tier.article, tier.maximumEuro, tier.percentOfTurnover, tier.lowerForSme, tier.lowerForSmallMidCap],
        [`Art. ${art}`, eur, pct, sme_lower_of, smc_lower_of],
      )
    }
    const hours = (deadline: Record<string, unknown>) => [deadline.kind, deadline.hours]
    assert.deepEqual(
      law.incidents.map(({ kind, hours: within }) => [kind, within]),
      theirs.incidents.deadlines.map(hours),
    )
    assert.deepEqual(
      law.timeline.map(({ date }) => date),
      theirs.timeline.map(({ date }: { date: string }) => date),
    )
    const { annex_viii_a, annex_viii_b, annex_viii_c } = theirs.registration_fields
    const { fria_fields, annex_v_fields, art_13_3_fields, art_12_3_fields, art_6_4_assessment_fields } = theirs
    const { annex_iv, ...others } = law.documents
    assert.deepEqual(others, {
      annex_viii_a,
      annex_viii_b,
      annex_viii_c,
      fria: fria_fields,
      annex_v: annex_v_fields,
      art_13_3: art_13_3_fields,
      art_12_3: art_12_3_fields,
      art_6_4: art_6_4_assessment_fields,
    })
    assert.equal(annex_iv.length, theirs.annex_iv_headings.length)
  })
})
