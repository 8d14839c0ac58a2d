// SPDX-License-Identifier: EUPL-1.2
// Which obligations and procedures follow: from their ground, the role, and a few facts that concern only them.
import { type Assessment, hasRole } from './assess.ts'
import { judge, type Node } from './condition.ts'
import type { IsoDate } from './dates.ts'
import { type Ground, groundOf, outOfScope } from './grounds.ts'
import { type Role, roles } from './law/roles.ts'
import type { FineTier, ObligationRule, ReadingId } from './law/types.ts'
import { withGrace } from './legacy.ts'
import type { Text } from './text.ts'
import { anyOf, both, FALSE, TRUE, type Truth } from './three-valued.ts'

/** `may_apply`: a fact or role that decides it is still open, so it can't be ruled out. */
export type Status = 'applies' | 'may_apply'

export interface Obligation {
  readonly id: string
  readonly article: string
  readonly status: Status
  /** Whose duty it is; every role when the law says anyone. */
  readonly roles: readonly Role[]
  readonly from: IsoDate
  /** The day from which the article itself applies, if that is another day (reading R1). */
  readonly formallyFrom: IsoDate | null
  readonly duty: Text
  /** What would show that the duty is met. */
  readonly evidence: Text | null
  readonly fine: FineTier | null
  /** The minimum time for which something must be kept. */
  readonly keepMonths: number | null
  readonly readings: readonly ReadingId[]
  /** Whether it has started on the date of evaluation. */
  readonly inForce: boolean
}

export interface Procedure {
  readonly id: string
  readonly article: string
  readonly status: Status
  readonly procedure: Text
}

/** An obligation before its own condition is judged: what makes it arise, from when, and whether the role has it. */
export interface Due extends Ground {
  readonly rule: ObligationRule
  readonly node: Node | undefined
  readonly from: IsoDate
  readonly role: Truth
}

/** The obligations that class, route and date don't rule out, in the order of the law. */
export function duesOf(assessment: Assessment): readonly Due[] {
  const grounds = new Map<string, Ground>()
  const dues: Due[] = []
  for (const { rule, node, groundKey } of assessment.law.obligations) {
    const ground = grounds.get(groundKey) ?? groundOf(assessment, rule)
    grounds.set(groundKey, ground)
    const { truth, from } = ground
    if (truth === FALSE || from === undefined) continue
    dues.push({ rule, node, truth, from, role: roleTruth(assessment, rule) })
  }
  return dues
}

/** Obligations that apply or may apply: certain ones first, then by day, then in the order of the law. */
export function obligationsOn(assessment: Assessment, dues: readonly Due[], on: IsoDate): readonly Obligation[] {
  const found = transparencyDuties(assessment, on)
  for (const { rule, node, truth, from, role } of dues) {
    const condition = node === undefined ? TRUE : judge(node, assessment.world)
    const all = both(truth, both(condition, role))
    if (all !== FALSE) found.push(obligation(rule, all, from, on))
  }
  return found.sort((one, other) => compare(one.status, other.status) || compare(one.from, other.from))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** The conformity procedures of this high-risk system (art. 43, 75). */
export function proceduresOf(assessment: Assessment): readonly Procedure[] {
  if (outOfScope(assessment)) return []
  return assessment.law.conformity.flatMap(({ rule, node }) => {
    const truth = both(judge(node, assessment.world), assessment.isSystem)
    return truth === FALSE
      ? []
      : [{ id: rule.id, article: rule.article, status: statusOf(truth), procedure: rule.procedure }]
  })
}

function roleTruth(assessment: Assessment, rule: ObligationRule): Truth {
  return rule.roles === 'any' ? TRUE : anyOf(rule.roles.map((role) => hasRole(assessment, role)))
}

/** Each transparency rule that is not ruled out is a duty of its own. */
function transparencyDuties(assessment: Assessment, on: IsoDate): Obligation[] {
  if (outOfScope(assessment)) return []
  return assessment.transparency.flatMap(({ rule, truth, duty }) => {
    const all = both(both(truth, assessment.isSystem), hasRole(assessment, rule.duty))
    const from = withGrace(assessment, rule.from, rule.legacyUntil)
    return all === FALSE ? [] : [obligation(duty, all, from, on)]
  })
}

function statusOf(truth: Truth): Status {
  return truth === TRUE ? 'applies' : 'may_apply'
}

function obligation(rule: ObligationRule, truth: Truth, from: IsoDate, on: IsoDate): Obligation {
  return {
    id: rule.id,
    article: rule.article,
    status: statusOf(truth),
    roles: rule.roles === 'any' ? roles : rule.roles,
    from,
    formallyFrom: rule.formallyFrom ?? null,
    duty: rule.duty,
    evidence: rule.evidence ?? null,
    fine: rule.fine ?? null,
    keepMonths: rule.keepMonths ?? null,
    readings: rule.readings ?? [],
    inForce: from <= on,
  }
}
