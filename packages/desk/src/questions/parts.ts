// SPDX-License-Identifier: EUPL-1.2
import type { PlannedQuestion, Settles } from '../api-systems.ts'

/** In the order in which the law decides: each may make the next needless. */
export const partNames = ['applies', 'forbidden', 'high', 'told'] as const satisfies readonly Settles[]
export type PartName = (typeof partNames)[number]

export interface Subject {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly questions: readonly PlannedQuestion[]
}

export interface Part {
  readonly name: PartName
  readonly subjects: readonly Subject[]
  readonly count: number
}

/** What one page asks: the questions that help to settle one thing, by subject, in the order in which they were planned. */
export function partsOf(planned: readonly PlannedQuestion[]): readonly Part[] {
  return partNames.flatMap((name) => {
    const questions = planned.filter(({ settles }) => settles === name)
    return questions.length === 0 ? [] : [{ name, subjects: subjectsOf(questions), count: questions.length }]
  })
}

function subjectsOf(questions: readonly PlannedQuestion[]): readonly Subject[] {
  const ids = [...new Set(questions.map(({ topic }) => topic.id))]
  return ids.flatMap((id) => {
    const own = questions.filter(({ topic }) => topic.id === id)
    const [first] = own
    return first === undefined ? [] : [{ ...first.topic, questions: own }]
  })
}
