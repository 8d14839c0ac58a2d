// SPDX-License-Identifier: EUPL-1.2
// What to ask next. The rules ask for facts; nobody is ever asked whether a system is high-risk.
import { cite } from './cite.ts'
import type { Evaluation } from './evaluate.ts'
import { type FactId, factSpecs, topicOf } from './facts/catalogue.ts'
import type { FactKind, FactSpec } from './facts/spec.ts'
import { roles } from './law/roles.ts'
import type { Language } from './text.ts'

export interface Question {
  readonly fact: FactId
  /** Questions of one topic fit on one page. */
  readonly topic: { readonly id: string; readonly title: string }
  readonly kind: FactKind
  /** The possible answers beside "unknown"; empty where any number or date will do. */
  readonly answers: readonly (boolean | string)[]
  readonly question: string
  readonly example: string
  /** The clause that makes the question matter. */
  readonly source: string
}

const answers: Readonly<Record<FactKind, readonly (boolean | string)[]>> = {
  yes_no: [true, false],
  section: ['A', 'B', 'none'],
  roles,
  number: [],
  date: [],
}

export function questionOf(fact: FactId, language: Language): Question {
  const spec: FactSpec = factSpecs[fact]
  const topic = topicOf(fact)
  return {
    fact,
    topic: { id: topic.id, title: topic.title[language] },
    kind: spec.kind,
    answers: answers[spec.kind],
    question: spec.question[language],
    example: spec.example[language],
    source: cite(spec.source, language),
  }
}

/**
 * The question that decides most, or undefined when nothing is left to ask. Facts that somebody could not answer are
 * not asked again. Once `evaluation.settled` is true the questions that follow are about duties only.
 */
export function nextQuestion(evaluation: Evaluation, language: Language): Question | undefined {
  const next = evaluation.open.find(({ answeredUnknown }) => !answeredUnknown)
  return next === undefined ? undefined : questionOf(next.fact, language)
}
