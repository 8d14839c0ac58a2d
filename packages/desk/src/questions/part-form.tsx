// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { AnswerGiven, PlannedQuestion, System } from '../api-systems.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/later.ts'
import { focusProblem } from '../parts/focus-problem.ts'
import { ProblemNote } from '../parts/problem-note.tsx'
import { answerIn } from './draft.ts'
import { LapseWindow, lapsesOf } from './lapse-window.tsx'
import type { Part } from './parts.ts'
import { SourceField } from './source-field.tsx'
import { SubjectFields } from './subject-fields.tsx'

type Answers = readonly [AnswerGiven, ...AnswerGiven[]]

interface Props {
  readonly system: System
  readonly part: Part
  /** Where the answers of the part before came from. */
  readonly sourceBefore: string
  readonly error: unknown
  readonly isPending: boolean
  readonly record: (answers: Answers) => Promise<void>
}

/** The questions of one part, and one source for what is answered here; what is left open is asked again. */
export function PartForm({ system, part, sourceBefore, error, isPending, record }: Props): ReactNode {
  const { words } = useSpoken()
  const questions = part.subjects.flatMap((subject) => subject.questions)
  const draft = useDraft(`questions ${system.id} ${part.name}`, startOf(questions))
  const { fields } = draft
  const [isAsked, setIsAsked] = useState(false)
  const [confirming, setConfirming] = useState<Answers>()
  const source = fields[sourceName] ?? ''
  const answers = answersIn(questions, fields, source.trim())
  const open = questions.length - answers.length
  const send = (given: Answers): void => {
    // A refusal is shown by `error`.
    draft.sentBy(record(given)).catch(() => setConfirming(undefined))
  }
  return (
    <form
      className="question-form"
      onSubmit={(event) => {
        event.preventDefault()
        setIsAsked(true)
        focusProblem(event.currentTarget)
        const [first, ...others] = answers
        if (first === undefined || source.trim() === '' || isPending) return
        if (lapsesOf(system).length > 0) setConfirming([first, ...others])
        else send([first, ...others])
      }}
    >
      <KeptNote draft={draft} />
      {part.subjects.map((subject) => (
        <SubjectFields
          key={subject.id}
          subject={subject}
          fields={fields}
          problem={isAsked && answers.length === 0 ? words.question.missing : undefined}
          onChange={(fact, answer) => draft.set({ [fact]: answer })}
        />
      ))}
      <SourceField
        value={source}
        help={words.question.sourceForAll}
        isAsked={isAsked}
        onChange={(text) => draft.set({ [sourceName]: text })}
      />
      {sourceBefore !== '' && sourceBefore !== source && (
        <p>
          <Button className="button button-plain" onPress={() => draft.set({ [sourceName]: sourceBefore })}>
            {words.question.sameSource}
            <span className="visually-hidden">{words.system.about(sourceBefore)}</span>
          </Button>
        </p>
      )}
      <ProblemNote error={error} />
      <p className="quiet">{open === 0 ? words.question.allAnswered : words.question.stillOpen(open)}</p>
      <p>
        <Button type="submit" className="button button-main">
          {words.question.submit}
        </Button>
      </p>
      {confirming !== undefined && (
        <LapseWindow
          system={system}
          isPending={isPending}
          onConfirm={() => send(confirming)}
          onClose={() => setConfirming(undefined)}
        />
      )}
    </form>
  )
}

/** No fact is called so. */
const sourceName = ' source'

const startOf = (questions: readonly PlannedQuestion[]): Readonly<Record<string, string>> =>
  Object.fromEntries([[sourceName, ''], ...questions.map(({ fact }) => [fact, ''])])

function answersIn(
  questions: readonly PlannedQuestion[],
  fields: Readonly<Record<string, string>>,
  source: string,
): readonly AnswerGiven[] {
  return questions.flatMap(({ fact, kind }) => {
    const answer = answerIn(kind, [fields[fact] ?? ''])
    return 'value' in answer ? [{ fact, value: answer.value, source }] : []
  })
}
