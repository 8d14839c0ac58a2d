// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import type { FactValue, Question, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { focusProblem } from '../parts/focus-problem.ts'
import { ProblemNote } from '../parts/problem-note.tsx'
import { useSystemAct } from '../register/use-system-act.ts'
import { AnswerFields } from './answer-fields.tsx'
import { answerIn, type Draft, draftOf } from './draft.ts'
import { LapseWindow, lapsesOf } from './lapse-window.tsx'
import { SourceField } from './source-field.tsx'

interface Props {
  readonly system: System
  readonly question: Question
  readonly onAnswered: () => void
}

/** One question: an answer and how one knows. Where it may undo what people did, a window says so first. */
export function QuestionForm({ system, question, onAnswered }: Props): ReactNode {
  const { words } = useSpoken()
  const act = useSystemAct()
  const before = system.facts.find(({ fact }) => fact === question.fact)
  const [draft, setDraft] = useState<Draft>(() => draftOf(before?.value))
  const [source, setSource] = useState(before?.source ?? '')
  const [isAsked, setIsAsked] = useState(false)
  const [confirming, setConfirming] = useState<FactValue>()
  const answer = answerIn(question.kind, draft)
  const isSourceEmpty = source.trim() === ''
  const record = (value: FactValue): void => {
    const given = { fact: question.fact, value, source: source.trim() }
    act.mutate(
      { act: () => api.answer(system.id, given), told: words.question.recorded(1) },
      { onSuccess: onAnswered, onError: () => setConfirming(undefined) },
    )
  }
  return (
    <form
      className="question-form"
      onSubmit={(event) => {
        event.preventDefault()
        setIsAsked(true)
        focusProblem(event.currentTarget)
        if (!('value' in answer) || isSourceEmpty || act.isPending) return
        if (lapsesOf(system).length > 0) setConfirming(answer.value)
        else record(answer.value)
      }}
    >
      <AnswerFields
        question={question}
        draft={draft}
        problem={isAsked && 'problem' in answer ? words.question[answer.problem] : undefined}
        onChange={setDraft}
      />
      <SourceField value={source} onChange={setSource} isAsked={isAsked} />
      <ProblemNote error={act.error} />
      <p>
        {/* Not `isPending`: what react-aria says of a button that waits outlives the button, and then names nothing. */}
        <Button type="submit" className="button button-main">
          {words.question.submitOne}
        </Button>
      </p>
      {confirming !== undefined && (
        <LapseWindow
          system={system}
          isPending={act.isPending}
          onConfirm={() => record(confirming)}
          onClose={() => setConfirming(undefined)}
        />
      )}
    </form>
  )
}
