// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import type { FactValue, Question, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { focusProblem } from '../parts/focus-problem.ts'
import { ProblemNote } from '../parts/problem-note.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { useSystemAct } from '../register/use-system-act.ts'
import { AnswerFields } from './answer-fields.tsx'
import { answerIn, type Draft, draftOf } from './draft.ts'

interface Props {
  readonly system: System
  readonly question: Question
  readonly isOnlyOne: boolean
  /** Where the answer before this one came from. */
  readonly sourceBefore: string
  readonly onAnswered: (source: string) => void
}

/** One question: an answer and how one knows. Where it may undo what people did, a window says so first. */
export function QuestionForm({ system, question, isOnlyOne, sourceBefore, onAnswered }: Props): ReactNode {
  const { words } = useSpoken()
  const act = useSystemAct()
  const before = system.facts.find(({ fact }) => fact === question.fact)
  const [draft, setDraft] = useState<Draft>(() => draftOf(before?.value))
  const [source, setSource] = useState(before?.source ?? '')
  const [isAsked, setIsAsked] = useState(false)
  const [confirming, setConfirming] = useState<FactValue>()
  const answer = answerIn(question.kind, draft)
  const isSourceEmpty = source.trim() === ''
  const lapses = lapsesOf(system)
  const record = (value: FactValue): void => {
    const given = { fact: question.fact, value, source: source.trim() }
    act.mutate(
      { act: () => api.answer(system.id, given), told: words.question.recorded },
      { onSuccess: () => onAnswered(given.source), onError: () => setConfirming(undefined) },
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
        if (lapses.length > 0) setConfirming(answer.value)
        else record(answer.value)
      }}
    >
      <AnswerFields
        question={question}
        draft={draft}
        problem={isAsked && 'problem' in answer ? words.question[answer.problem] : undefined}
        onChange={setDraft}
      />
      <TextAreaField
        label={words.question.source}
        help={words.question.sourceHelp}
        problem={isAsked && isSourceEmpty ? words.question.sourceMissing : undefined}
        value={source}
        onChange={setSource}
        rows={2}
        maxLength={2000}
      />
      {sourceBefore !== '' && sourceBefore !== source && (
        <p>
          <Button className="button button-plain" onPress={() => setSource(sourceBefore)}>
            {words.question.sameSource}
            <span className="visually-hidden">{words.system.about(sourceBefore)}</span>
          </Button>
        </p>
      )}
      <ProblemNote error={act.error} />
      <p>
        {/* Not `isPending`: what react-aria says of a button that waits outlives the button, and then names nothing. */}
        <Button type="submit" className="button button-main">
          {isOnlyOne ? words.question.submitOne : words.question.submit}
        </Button>
      </p>
      {confirming !== undefined && (
        <ConfirmWindow
          title={words.question.lapseTitle}
          confirm={words.question.submitOne}
          error={undefined}
          isPending={act.isPending}
          onConfirm={() => record(confirming)}
          onClose={() => setConfirming(undefined)}
        >
          <ul className="plain-list">
            {lapses.map((lapse) => (
              <li key={lapse}>{words.question.lapse[lapse]}</li>
            ))}
          </ul>
          <p>{words.question.lapseWhy}</p>
        </ConfirmWindow>
      )}
    </form>
  )
}

/** What an answer that changes anything undoes: it was of the system as it was. */
function lapsesOf({ isAccepted, judgements, stage }: System): readonly ('accepted' | 'assessed' | 'released')[] {
  return [
    ...(isAccepted ? (['accepted'] as const) : []),
    ...(judgements.length > 0 ? (['assessed'] as const) : []),
    ...(stage === 'released' ? (['released'] as const) : []),
  ]
}
