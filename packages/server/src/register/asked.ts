// SPDX-License-Identifier: EUPL-1.2
// The questions behind the facts, so that people read a question and never the name of a fact.
import {
  articlesOf,
  cite,
  type Evaluation,
  type FactId,
  type FactKind,
  type Facts,
  isFactId,
  type Language,
  type Law,
  nextQuestion,
  type Question,
  questionOf,
  type Settles,
  type Text,
} from '@sluis/ai-act'
import { asking, openIn, planned } from './evaluated.ts'
import type { Ground } from './ground.ts'

export interface Asked {
  readonly question: Text
  /** The clause that makes the question matter. */
  readonly source: Text
  readonly kind: FactKind
}

export interface OpenQuestion extends Asked {
  readonly fact: FactId
  /** Whether an answer may still change the class, or only duties, dates and procedures. */
  readonly about: 'class' | 'duties'
  /** Somebody answered that they don't know. */
  readonly isAnsweredUnknown: boolean
}

export function askedOf(fact: FactId): Asked {
  const [nl, en] = [questionOf(fact, 'nl'), questionOf(fact, 'en')]
  return {
    question: { nl: nl.question, en: en.question },
    source: { nl: nl.source, en: en.source },
    kind: nl.kind,
  }
}

export function openQuestionsIn({ open }: Evaluation): readonly OpenQuestion[] {
  return open.map(({ fact, about, answeredUnknown }) => ({
    fact,
    about,
    isAnsweredUnknown: answeredUnknown,
    ...askedOf(fact),
  }))
}

/** A rule of the law that depends on the answer. */
export interface Deciding {
  readonly title: string
  readonly source: string
}

export interface NextQuestion {
  /** Undefined when no answer can change the class any more. */
  readonly question: (Question & { readonly decides: readonly Deciding[] }) | undefined
  /** How many questions about the class are open; one answer may settle several. */
  readonly left: number
}

/** What lies before whoever answers: what settles the class of a system that does nothing the law names. */
export interface QuestionsAhead {
  readonly questions: readonly (Question & { readonly decides: readonly Deciding[]; readonly settles: Settles })[]
  /** How many questions about the class are open; most fall away with the answers to `questions`. */
  readonly left: number
}

/** As many rules as people will read beside a question. */
const maxRules = 3

/** The question that decides most, or that of the named fact. */
export function nextIn(
  ground: Pick<Ground, 'law' | 'today'>,
  facts: Facts,
  language: Language,
  fact?: string,
): NextQuestion {
  const left = openIn(ground, facts).length
  const evaluation = asking(ground, facts)
  const question = fact === undefined ? nextAboutClass(evaluation, left, language) : questionAbout(fact, language)
  if (question === undefined) return { question, left }
  return { question: { ...question, decides: rulesThatWait(evaluation, ground.law, question.fact, language) }, left }
}

export function aheadIn(ground: Pick<Ground, 'law' | 'today'>, facts: Facts, language: Language): QuestionsAhead {
  const evaluation = asking(ground, facts)
  return {
    questions: planned(ground, facts).map(({ fact, settles }) => ({
      ...questionOf(fact, language),
      settles,
      decides: rulesThatWait(evaluation, ground.law, fact, language),
    })),
    left: openIn(ground, facts).length,
  }
}

function rulesThatWait({ open }: Evaluation, law: Law, fact: FactId, language: Language): readonly Deciding[] {
  const waiting = open.find((one) => one.fact === fact)?.decides ?? []
  const rules = new Map(articlesOf(law).map((rule) => [rule.id, rule]))
  // An id that is no rule but a clause about dates (art. 111) is left out.
  return waiting
    .flatMap((id) => rules.get(id) ?? [])
    .slice(0, maxRules)
    .map(({ title, article }) => ({ title: title[language], source: cite(article, language) }))
}

function nextAboutClass(evaluation: Evaluation, left: number, language: Language): Question | undefined {
  return left === 0 ? undefined : nextQuestion(evaluation, language)
}

function questionAbout(fact: string, language: Language): Question | undefined {
  return isFactId(fact) ? questionOf(fact, language) : undefined
}
