// SPDX-License-Identifier: EUPL-1.2
// One evaluation: facts under one version of the law, on one date.
import { assess } from './assess.ts'
import { classesOn } from './classes.ts'
import { checkedDate, type IsoDate } from './dates.ts'
import { duesOf, type Obligation, obligationsOn, type Procedure, proceduresOf } from './duties.ts'
import type { Facts } from './facts/facts.ts'
import { type Hit, hitsOn } from './hits.ts'
import { currentLaw } from './law/laws.ts'
import type { Class, Label, Law, PenaltyTier, Reading } from './law/types.ts'
import { type OpenFact, openFactsOn } from './open.ts'
import { TRUE } from './three-valued.ts'

export interface EvaluationOptions {
  /** The date of evaluation, `YYYY-MM-DD`. */
  readonly on: IsoDate
  /** The version of the law; the newest by default. */
  readonly law?: Law
  /** Counts absent yes/no facts as false. By default they are unknown, and unknown never exempts. */
  readonly closed?: boolean
}

export interface Evaluation {
  readonly law: Pick<Law, 'version' | 'name' | 'regulations'>
  readonly on: IsoDate
  readonly closed: boolean
  /** The class that the known facts give. */
  readonly label: Label
  /** The strictest class that is still possible, which is the one to act on. */
  readonly strictest: Class
  /** The mildest class that is still possible. */
  readonly mildest: Class
  /** No open fact can change the class any more. */
  readonly settled: boolean
  readonly hits: readonly Hit[]
  readonly open: readonly OpenFact[]
  readonly obligations: readonly Obligation[]
  readonly procedures: readonly Procedure[]
  /** The heaviest fine on an obligation that applies, or null. */
  readonly fine: PenaltyTier | null
  /** The readings that make part of the outcome provisional. */
  readonly readings: readonly Reading[]
}

/** Throws `invalid_date`. Pure: the same facts, law and date give the same evaluation, in the same order. */
export function evaluate(facts: Facts, options: EvaluationOptions): Evaluation {
  const on = checkedDate(options.on)
  const law = options.law ?? currentLaw
  const closed = options.closed ?? false
  const assessment = assess(law, facts, closed)
  const classes = classesOn(assessment, on)
  const settled = classes.strictest === classes.mildest
  const hits = hitsOn(assessment, on)
  const dues = duesOf(assessment)
  const obligations = obligationsOn(assessment, dues, on)
  return {
    law: { version: law.version, name: law.name, regulations: law.regulations },
    on,
    closed,
    ...classes,
    settled,
    hits,
    open: openFactsOn(assessment, dues, on, settled),
    obligations,
    procedures: proceduresOf(assessment),
    fine: heaviestFine(law, obligations),
    readings: readingsOf(law, [...hits, ...obligations.filter(({ status }) => status === 'applies')]),
  }
}

/** The class alone. */
export interface Classified extends Pick<Evaluation, 'law' | 'on' | 'label' | 'strictest' | 'mildest' | 'settled'> {
  /** The filter of art. 6(3) takes a point of Annex III out of high risk. */
  readonly isFiltered: boolean
}

/** What `evaluate` says about the class and nothing else: for lists of many systems, at a fraction of the cost. */
export function classOn(facts: Facts, options: EvaluationOptions): Classified {
  const on = checkedDate(options.on)
  const law = options.law ?? currentLaw
  const assessment = assess(law, facts, options.closed ?? false)
  const { out, anyAnnexIII, filter } = assessment
  const classes = classesOn(assessment, on)
  return {
    law: { version: law.version, name: law.name, regulations: law.regulations },
    on,
    ...classes,
    settled: classes.strictest === classes.mildest,
    isFiltered: out !== TRUE && anyAnnexIII === TRUE && filter.truth === TRUE,
  }
}

function readingsOf(law: Law, outcomes: readonly Pick<Hit, 'readings'>[]): readonly Reading[] {
  const used = new Set(outcomes.flatMap(({ readings }) => readings))
  return law.readings.filter(({ id }) => used.has(id))
}

function heaviestFine(law: Law, obligations: readonly Obligation[]): PenaltyTier | null {
  const tiers = new Set(obligations.filter(({ status }) => status === 'applies').map(({ fine }) => fine))
  let heaviest: PenaltyTier | null = null
  for (const tier of law.penalties) {
    if (tiers.has(tier.id) && (heaviest === null || tier.maximumEuro > heaviest.maximumEuro)) heaviest = tier
  }
  return heaviest
}
