// SPDX-License-Identifier: EUPL-1.2
// What to ask next. The rules ask for facts; nobody is ever asked whether a system is high-risk.
import { cite } from './cite.ts'
import { type Evaluation, type EvaluationOptions, evaluate } from './evaluate.ts'
import { type FactId, factSpecs } from './facts/catalogue.ts'
import type { Facts } from './facts/facts.ts'
import type { FactKind, FactSpec } from './facts/spec.ts'
import { topicOf } from './facts/topics.ts'
import { roles } from './law/roles.ts'
import type { OpenFact } from './open.ts'
import type { Language } from './text.ts'

export interface Question {
  readonly fact: FactId
  /** Questions on one topic fit on one page. */
  readonly topic: { readonly id: string; readonly title: string; readonly about: string }
  readonly kind: FactKind
  /** The possible answers beside "unknown"; empty when any number or date will do. */
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
    topic: { id: topic.id, title: topic.title[language], about: topic.about[language] },
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

const ofAnySystem: ReadonlySet<FactId> = new Set([
  'machine_based',
  'operates_with_some_autonomy',
  'infers_how_to_generate_output',
  'output_can_influence_environment',
  'deployer_established_in_union',
])

/** What is answered of an AI system in the EU that does nothing the law names. It only plans; nobody's class rests on it. */
function usualAnswer(fact: FactId): boolean | string {
  const { kind }: FactSpec = factSpecs[fact]
  if (kind === 'yes_no') return ofAnySystem.has(fact)
  return kind === 'section' ? 'none' : 'unknown'
}

/**
 * The questions about the class that still lie before somebody, as far as that can be told: those that settle it if the
 * system does nothing the law names, in the order in which `nextQuestion` would ask them. Each may change the class now.
 * Another answer brings up others, so ask anew after each few.
 */
export function questionsAhead(facts: Facts, options: EvaluationOptions): readonly OpenFact[] {
  const ahead: OpenFact[] = []
  for (let planned = facts; ; ) {
    const { open } = evaluate(planned, options)
    const next = open.find(({ about, answeredUnknown }) => about === 'class' && !answeredUnknown)
    if (next === undefined) return ahead
    ahead.push(next)
    planned = planned.with(next.fact, usualAnswer(next.fact))
  }
}
