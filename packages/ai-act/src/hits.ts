// SPDX-License-Identifier: EUPL-1.2
// Every rule that holds, with its article, its day and the facts that it is based on.
import type { Assessment, Judged } from './assess.ts'
import { judge, reasons } from './condition.ts'
import type { IsoDate } from './dates.ts'
import type { FactId } from './facts/catalogue.ts'
import { highFrom, modelsInScope } from './grounds.ts'
import type { Class, ReadingId, Rule } from './law/types.ts'
import { bindingFrom, withGrace } from './legacy.ts'
import type { Text } from './text.ts'
import { TRUE } from './three-valued.ts'

export type HitKind =
  | 'scope'
  | 'prohibited'
  | 'annex_i'
  | 'annex_iii'
  | 'filter'
  | 'transparency'
  | 'model'
  | 'role_switch'

export interface Hit {
  /** The rule, such as `5.1.f`, `4.a`, `50.1`, `X2-12`. */
  readonly id: string
  readonly kind: HitKind
  readonly article: string
  readonly title: Text
  readonly note: Text | null
  /** The class that it leads to; null for rules that stand beside the classes. */
  readonly class: Class | null
  /** From when it binds this system; null for an older system that it does not bind (art. 111(2)). */
  readonly from: IsoDate | null
  /** An Annex III point that the filter of art. 6(3) takes out of high risk. */
  readonly filtered: boolean
  /** The answers that it is based on; absent facts that a closed world counts as false are not among them. */
  readonly facts: readonly FactId[]
  /** The readings that make it provisional. */
  readonly readings: readonly ReadingId[]
  /** Whether it binds on the date of evaluation. A high-risk hit that is not in force yet is ahead of the law. */
  readonly inForce: boolean
}

interface Kind {
  readonly kind: HitKind
  readonly class: Class | null
  readonly from: IsoDate | undefined
  readonly filtered?: boolean
  readonly readings?: readonly ReadingId[] | undefined
}

/** What holds, and the date on which it is looked at. */
interface Seen extends Assessment {
  readonly on: IsoDate
}

export function hitsOn(assessment: Assessment, on: IsoDate): readonly Hit[] {
  const seen: Seen = { ...assessment, on }
  const outs = [...seen.lacking, ...seen.exclusions].filter(holds).map((rule) => scopeHit(seen, rule))
  if (outs.length > 0) return [...outs, ...modelHits(seen)]
  return [
    ...bans(seen),
    ...highRiskHits(seen),
    ...transparencyHits(seen),
    ...[seen.openSource].filter(holds).map((rule) => scopeHit(seen, rule)),
    ...modelHits(seen),
    ...roleSwitchHits(seen),
  ]
}

function holds({ truth }: Judged<unknown>): boolean {
  return truth === TRUE
}

function hit(seen: Seen, { rule, node }: Judged<Rule>, kind: Kind): Hit {
  const { world, on } = seen
  const from = kind.from ?? null
  return {
    id: rule.id,
    kind: kind.kind,
    article: rule.article,
    title: rule.title,
    note: rule.note ?? null,
    class: kind.class,
    from,
    inForce: from !== null && from <= on,
    filtered: kind.filtered ?? false,
    facts: world.answersBehind(reasons(node, world)),
    readings: [...new Set([...(rule.readings ?? []), ...(kind.readings ?? [])])],
  }
}

function scopeHit(seen: Seen, rule: Judged<Rule>): Hit {
  return hit(seen, rule, { kind: 'scope', class: 'out_of_scope', from: seen.law.law.scopeFrom })
}

function bans(seen: Seen): readonly Hit[] {
  return seen.prohibited
    .filter(holds)
    .map((rule) => hit(seen, rule, { kind: 'prohibited', class: 'prohibited', from: rule.rule.from }))
}

function highRiskHits(seen: Seen): readonly Hit[] {
  const products = seen.products
    .filter(holds)
    .map((rule) => hit(seen, rule, { kind: 'annex_i', class: 'high', from: bindingFrom(seen, rule.rule.route) }))
  const points = seen.annexIII.filter(holds)
  if (points.length === 0) return products

  const filtered = seen.filter.truth === TRUE
  const kind = {
    class: filtered ? 'minimal' : 'high',
    from: bindingFrom(seen, 'III'),
    filtered,
    readings: filtered ? seen.filter.rule.readings : shutByReading(seen),
  } as const
  return [
    ...products,
    ...points.map((rule) => hit(seen, rule, { ...kind, kind: 'annex_iii' })),
    ...(filtered ? [hit(seen, seen.filter, { kind: 'filter', class: 'minimal', from: kind.from })] : []),
  ]
}

/** When another reading of the draft guidelines would open the filter, the outcome is provisional. */
function shutByReading({ law, world }: Seen): readonly ReadingId[] {
  if (judge(law.widerFilter, world) !== TRUE) return []
  return law.law.filterBlockers.filter(({ fact }) => world.fact(fact) === TRUE).map(({ reading }) => reading)
}

function transparencyHits(seen: Seen): readonly Hit[] {
  return seen.transparency.filter(holds).map((rule) => {
    const from = withGrace(seen, rule.rule.from, rule.rule.legacyUntil)
    return hit(seen, rule, { kind: 'transparency', class: 'limited', from })
  })
}

function modelHits(seen: Seen): readonly Hit[] {
  if (!modelsInScope(seen)) return []
  return [seen.model, seen.systemic].filter(holds).map((rule) => {
    const from = withGrace(seen, rule.rule.from, seen.law.law.models.legacyUntil)
    return hit(seen, rule, { kind: 'model', class: null, from })
  })
}

function roleSwitchHits(seen: Seen): readonly Hit[] {
  const from = highFrom(seen)
  return seen.roleSwitch.filter(holds).map((rule) => hit(seen, rule, { kind: 'role_switch', class: null, from }))
}
