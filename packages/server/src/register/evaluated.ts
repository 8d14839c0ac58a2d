// SPDX-License-Identifier: EUPL-1.2
// What the rules say of facts. Lists, pages and the gate ask for the same facts again and again, so the answer is kept
// with them.
import {
  type Classified,
  classOn,
  type Evaluation,
  type EvaluationOptions,
  evaluate,
  type Facts,
  type IsoDate,
  questionsAhead,
} from '@sluis/ai-act'
import type { Ground } from './ground.ts'

export const evaluated = kept(evaluate)
export const classified = kept(classOn)

/** The open questions whose answer may still change the class; none once the class is settled. */
export function openIn(ground: Pick<Ground, 'law' | 'today'>, facts: Facts): Evaluation['open'] {
  if (classified(ground, facts, lastBan(ground)).settled) return []
  const { open } = asking(ground, facts)
  return open.filter(({ about, answeredUnknown }) => about === 'class' && !answeredUnknown)
}

/** The evaluation that questions are taken from. */
export function asking(ground: Pick<Ground, 'law' | 'today'>, facts: Facts): Evaluation {
  return evaluated(ground, facts, lastBan(ground))
}

/** Those of the open questions that settle the class if the system does nothing the law names. */
export function planned(ground: Pick<Ground, 'law' | 'today'>, facts: Facts): Evaluation['open'] {
  return questionsAhead(facts, { on: lastBan(ground), law: ground.law })
}

/**
 * Questions look ahead to the last ban that is known: a question that nobody was asked would shut the gate on its day.
 */
function lastBan({ law, today }: Pick<Ground, 'law' | 'today'>): IsoDate {
  return law.prohibited.reduce((last, { from }) => (from > last ? from : last), today())
}

/**
 * One system is asked for several days and versions of the law in turn: today, the last ban, and those it is compared
 * with.
 */
const maxKept = 4

function kept<T extends Pick<Classified, 'on' | 'law'>>(of: (facts: Facts, options: EvaluationOptions) => T) {
  const known = new WeakMap<Facts, readonly T[]>()
  return ({ law }: Pick<Ground, 'law'>, facts: Facts, on: IsoDate): T => {
    const earlier = known.get(facts) ?? []
    const found = earlier.find((one) => one.on === on && one.law.version === law.version)
    if (found !== undefined) return found
    const result = of(facts, { on, law })
    known.set(facts, [result, ...earlier.slice(0, maxKept - 1)])
    return result
  }
}
