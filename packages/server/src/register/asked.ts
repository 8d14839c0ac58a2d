// SPDX-License-Identifier: EUPL-1.2
// The questions behind facts, so that people read what was asked and never the name of a fact.
import {
  type Evaluation,
  type FactId,
  type FactKind,
  type Facts,
  isFactId,
  type Language,
  nextQuestion,
  type Question,
  questionOf,
  type Text,
} from '@sluis/ai-act'
import { asking, openIn } from './evaluated.ts'
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
  /** Somebody was asked and did not know. */
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

export interface NextQuestion {
  /** Undefined when no answer changes the class any more. */
  readonly question: Question | undefined
  /** How many questions about the class are open; one answer may settle several. */
  readonly left: number
}

/** The question that decides most; one fact's own question when it is named. */
export function nextIn(
  ground: Pick<Ground, 'law' | 'today'>,
  facts: Facts,
  language: Language,
  fact?: string,
): NextQuestion {
  const left = openIn(ground, facts).length
  if (fact !== undefined) return { question: isFactId(fact) ? questionOf(fact, language) : undefined, left }
  return { question: left === 0 ? undefined : nextQuestion(asking(ground, facts), language), left }
}
