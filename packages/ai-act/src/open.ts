// SPDX-License-Identifier: EUPL-1.2
// The facts that are still open, those first that decide most: what may still change the class, then what may only
// change duties.
import type { Assessment, Judged } from './assess.ts'
import { prohibitedOn } from './classes.ts'
import { judge, openFacts } from './condition.ts'
import type { IsoDate } from './dates.ts'
import type { Due } from './duties.ts'
import { derivedFacts, type FactId, factIds, orderOf } from './facts/catalogue.ts'
import { modelsInScope } from './grounds.ts'
import { bindingFrom } from './legacy.ts'
import { anyOf, FALSE, TRUE, UNKNOWN } from './three-valued.ts'

export interface OpenFact {
  readonly fact: FactId
  /** Whether an answer may still change the class, or only duties, dates and procedures. */
  readonly about: 'class' | 'duties'
  /** The rules that wait for it. */
  readonly decides: readonly string[]
  /** Somebody was asked and did not know. */
  readonly answeredUnknown: boolean
}

/**
 * The order in which the law decides a class: a rule further up makes those below it not matter. A ban that has yet to
 * start changes no class on this date, but comes before other duties.
 */
const tiers = {
  duties: 0,
  later_ban: 1,
  open_source: 2,
  limited: 3,
  filter: 4,
  high: 5,
  prohibited: 6,
  exclusion: 7,
  scope: 8,
} as const
type Tier = keyof typeof tiers

/** Most systems do little of what the law names, so a rule that a "no" can settle is soonest settled by asking that. */
const yesIsRare = 1 / 8

interface Weight {
  readonly order: number
  readonly decides: string[]
  tier: number
  inTier: number
  total: number
}

class Ballot {
  /** By place in the order of the law, which breaks ties. */
  readonly #weights: (Weight | undefined)[] = factIds.map(() => undefined)

  vote(order: number, tier: number, share: number, rule: string): void {
    const weight = this.#weights[order] ?? { order, decides: [], tier: 0, inTier: 0, total: 0 }
    this.#weights[order] = weight
    // What an answer does for duties is no reason to ask it sooner for the class.
    if (tier > tiers.duties) weight.total += share
    if (tier > weight.tier) {
      weight.tier = tier
      weight.inTier = 0
    }
    if (tier === weight.tier) weight.inTier += share
    if (weight.decides.at(-1) !== rule) weight.decides.push(rule)
  }

  ranked(): readonly Weight[] {
    const weights = this.#weights.filter((weight) => weight !== undefined)
    return weights.sort((one, other) => other.tier - one.tier || other.inTier - one.inTier || other.total - one.total)
  }
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
    // Nobody is asked what follows from other answers.
    if (fact === undefined || derivedFacts.has(fact)) return []
    const about = tier > tiers.later_ban ? 'class' : 'duties'
    return [{ fact, about, decides, answeredUnknown: facts.answeredUnknown(fact) }]
  })
}

function askForClass(assessment: Assessment, on: IsoDate, settled: boolean, ballot: Ballot): void {
  const { anyAnnexIII, filter, outs, prohibited } = assessment
  const may = classTiers(assessment, on, settled)
  const put = (tier: Tier, judged: readonly Judged<{ readonly id: string }>[], more: Asking = {}) =>
    ask(assessment, ballot, tier, judged, more)

  const [scope, exclusions] = [outs.filter(isScope), outs.filter((out) => !isScope(out))]
  put(may('scope'), scope, { settle: true })
  put(may('exclusion'), exclusions)
  put(
    may('prohibited'),
    prohibited.filter(({ rule }) => rule.from <= on),
  )
  put(
    'later_ban',
    prohibited.filter(({ rule }) => rule.from > on),
  )
  put(may('high'), assessment.products)
  put(anyAnnexIII === TRUE || filter.truth === TRUE ? 'duties' : may('high'), assessment.annexIII)
  // What Annex III names is often profiling: here a "yes" is no rarity.
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

function isScope({ node }: Judged<unknown>): boolean {
  return node.kind === 'not'
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
  for (const { rule, node, truth } of judged) {
    if (truth !== UNKNOWN) continue
    openFacts(node, world, settle, 1, (order, share, answer) =>
      ballot.vote(order, tiers[tier], answer ? share * yes : share, rule.id),
    )
  }
}

/** Below a rule that already decides the class, an answer only changes duties. */
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
    open_source: prohibited || limited,
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
  if (world.finding('_any_high') !== FALSE) askForDates(assessment, ballot)
}

/** Art. 111: only a known day in the past, and a known design, take an older system out of the duties. */
function askForDates(assessment: Assessment, ballot: Ballot): void {
  const { law, world } = assessment
  const placed = world.placedOn()
  if (placed === undefined) {
    ballot.vote(orderOf('placed_on_market_on'), tiers.duties, 1, '111(2)')
    return
  }
  const older = Object.values(law.law.routes).some(({ legacyBefore }) => placed < legacyBefore)
  if (older && world.fact('significant_design_change') === UNKNOWN && bindingFrom(assessment, 'III') !== undefined) {
    ballot.vote(orderOf('significant_design_change'), tiers.duties, 1, '111(2)')
  }
}
