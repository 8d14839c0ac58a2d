// SPDX-License-Identifier: EUPL-1.2
// What `sluis classify FACTS.json --on DATE [--closed] --json` prints, and nothing else.
import { type Evaluation, type EvaluationOptions, evaluate } from './evaluate.ts'
import { Facts } from './facts/facts.ts'

export type Classification = Pick<Evaluation, 'label' | 'strictest' | 'hits' | 'open' | 'obligations'>

/**
 * Classifies the text of a facts file: `{fact id: true | false | "unknown" | value}`. Throws an `AiActError` for invalid
 * JSON, for unknown or contradictory facts, and for an invalid date.
 */
export function classify(source: string, options: EvaluationOptions): Classification {
  const { label, strictest, hits, open, obligations } = evaluate(Facts.parseText(source), options)
  return { label, strictest, hits, open, obligations }
}
