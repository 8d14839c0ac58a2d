// SPDX-License-Identifier: EUPL-1.2
// The facts that are still open, those that decide most first: what may still change the class, then what may only
// change duties.
import type { Assessment, Judged } from './assess.ts'
import { Ballot, type Tier, tiers, yesIsRare } from './ballot.ts'
import { prohibitedOn } from './classes.ts'
import { judge, openFacts } from './condition.ts'
import type { IsoDate } from './dates.ts'
import { type Answer, forcing } from './deduction.ts'
import type { Due } from './duties.ts'
import { derivedFacts, type FactId, factIds, orderOf } from './facts/catalogue.ts'
import { modelsInScope } from './grounds.ts'
import { anyOf, FALSE, TRUE, UNKNOWN } from './three-valued.ts'

/** Whether the law applies, forbids, calls it high-risk, or has people told; below those, only duties are left. */
export type Settles = 'applies' | 'forbidden' | 'high' | 'told' | 'duties'

export interface OpenFact {
  readonly fact: FactId
  /** Whether an answer may still change the class, or only duties, dates and procedures. */
  readonly about: 'class' | 'duties'
  /** What the first of the rules that depend on it decides. */
  readonly settles: Settles
  /** The rules that depend on it. */
  readonly decides: readonly string[]
  /** Somebody was asked and didn't know. */
  readonly answeredUnknown: boolean
}

export function openFactsOn(
  assessment: Assessment,
  dues: readonly Due[],
  on: IsoDate,
  settled: boolean,
): readonly OpenFact[] {
  const ballot = new Ballot()
  if (assessment.out !== TRUE) askForClass(assessment, on, settled, ballot)
  if (modelsInScope(assessment)) ask(assessment, ballot, 'duties', [assessment.model, assessment.systemic])
  askForDuties(assessment, dues, ballot)
  const { facts } = assessment.world
  return ballot.ranked().flatMap(({ order, tier, decides }) => {
    const fact = factIds[order]
    // A fact that follows from other answers is not asked for.
    if (fact === undefined || derivedFacts.has(fact)) return []
    const settles = settledIn(tier)
    const about = settles === 'duties' ? 'duties' : 'class'
    return [{ fact, about, settles, decides, answeredUnknown: facts.answeredUnknown(fact) }]
  })
}

function settledIn(tier: number): Settles {
  if (tier <= tiers.later_ban) return 'duties'
  // Art. 2(12) takes what is open source out of the law; a ban that has yet to start matters here for that alone.
  if (tier <= tiers.open_source || tier >= tiers.exclusion) return 'applies'
  if (tier === tiers.prohibited) return 'forbidden'
  return tier === tiers.limited ? 'told' : 'high'
}

function askForClass(assessment: Assessment, on: IsoDate, settled: boolean, ballot: Ballot): void {
  const { anyAnnexIII, filter, prohibited } = assessment
  const may = classTiers(assessment, on, settled)
  const put = (tier: Tier, judged: readonly Judged<{ readonly id: string }>[], more: Asking = {}) =>
    ask(assessment, ballot, tier, judged, more)

  put(may('scope'), assessment.lacking, { settle: true })
  put(may('exclusion'), assessment.exclusions)
  put(
    may('prohibited'),
    prohibited.filter(({ rule }) => rule.from <= on),
  )
  put(
    assessment.openSource.truth === UNKNOWN ? may('later_ban_on_open_source') : 'later_ban',
    prohibited.filter(({ rule }) => rule.from > on),
  )
  put(may('high'), assessment.products)
  put(anyAnnexIII === TRUE || filter.truth === TRUE ? 'duties' : may('high'), assessment.annexIII)
  // What Annex III names is often profiling, so here "yes" is not rare.
  if (anyAnnexIII !== FALSE) put(may('filter'), [filter], { yes: 1 })
  put(may('limited'), assessment.transparency)
  put(may('open_source'), [assessment.openSource])
  put('duties', assessment.roleSwitch)
  const { conformity } = assessment.law
  put(
    'duties',
    conformity.map((rule) => ({ ...rule, truth: judge(rule.node, assessment.world) })),
  )
}

interface Asking {
  readonly settle?: boolean
  readonly yes?: number
}

function ask(
  { world }: Assessment,
  ballot: Ballot,
  tier: Tier,
  judged: readonly Judged<{ readonly id: string }>[],
  { settle = false, yes = yesIsRare }: Asking = {},
): void {
  let waiting = ''
  const vote = (order: number, share: number, answer: boolean) =>
    ballot.vote(order, tiers[tier], answer ? share * yes : share, waiting)
  const voteForAll = (others: readonly Answer[], share: number) => {
    for (const { order, truth } of others) if (world.at(order) === UNKNOWN) vote(order, share, truth === TRUE)
  }
  const visit = (order: number, share: number, answer: boolean) => {
    vote(order, share, answer)
    const others = forcing(order)
    if (others === undefined) return
    // Another fact from which this one follows settles it as well; so does one from which the opposite follows.
    voteForAll(others[answer ? TRUE : FALSE], share)
    voteForAll(others[answer ? FALSE : TRUE], 0)
  }
  for (const { rule, node, truth } of judged) {
    if (truth !== UNKNOWN) continue
    waiting = rule.id
    openFacts(node, world, settle, 1, visit)
  }
}

/** Below a rule that already decides the class, an answer can only change duties. */
function classTiers(assessment: Assessment, on: IsoDate, settled: boolean): (tier: Tier) => Tier {
  const high = assessment.high === TRUE
  const limited = high || anyOf(assessment.transparency.map(({ truth }) => truth)) === TRUE
  const prohibited = prohibitedOn(assessment, on) === TRUE
  const decided: Readonly<Record<Tier, boolean>> = {
    scope: false,
    exclusion: false,
    prohibited,
    high: prohibited || high,
    filter: prohibited || high,
    limited: prohibited || limited,
    // Art. 2(12) itself depends on whether anything else holds.
    open_source: false,
    later_ban_on_open_source: false,
    later_ban: false,
    duties: false,
  }
  return (tier) => (settled || decided[tier] ? 'duties' : tier)
}

function askForDuties(assessment: Assessment, dues: readonly Due[], ballot: Ballot): void {
  const { world } = assessment
  for (const { rule, node, role } of dues) {
    if (world.roles() === undefined && role === UNKNOWN) ballot.vote(orderOf('role'), tiers.duties, 1, rule.id)
    if (role === FALSE || node === undefined || judge(node, world) !== UNKNOWN) continue
    openFacts(node, world, false, 1, (order, share) => ballot.vote(order, tiers.duties, share, rule.id))
  }
  askForDates(assessment, dues, ballot)
}

/** Art. 111 exempts an older system only if its date is known and past, and its design is known. */
function askForDates(assessment: Assessment, dues: readonly Due[], ballot: Ballot): void {
  const { law, world } = assessment
  const ask = (fact: FactId, article: string) => ballot.vote(orderOf(fact), tiers.duties, 1, article)
  const placed = world.placedOn()
  if (placed === undefined) {
    for (const article of graces(assessment, dues)) ask('placed_on_market_on', article)
    return
  }
  const older = Object.values(law.law.routes).some(({ legacyBefore }) => placed < legacyBefore)
  if (!older || !dues.some(ofHighRisk)) return
  for (const fact of [
    'significant_design_change',
    'deployer_public_authority',
    'by_or_for_public_authority',
  ] as const) {
    if (world.fact(fact) === UNKNOWN) ask(fact, '111(2)')
  }
}

/** The clauses that would exempt this system if it is old enough. */
function graces({ transparency, out }: Assessment, dues: readonly Due[]): readonly string[] {
  const marking = transparency.some(({ rule, truth }) => rule.legacyUntil !== undefined && truth !== FALSE)
  return [
    ...(dues.some(ofHighRisk) ? ['111(2)'] : []),
    ...(dues.some(({ rule }) => rule.ground === 'model') ? ['111(3)'] : []),
    ...(marking && out !== TRUE ? ['111(4)'] : []),
  ]
}

function ofHighRisk({ rule }: Due): boolean {
  return rule.ground === 'high' || rule.ground === 'filtered'
}
