// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useId } from 'react'
import type { PlannedQuestion } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { ChoiceField } from './choice-field.tsx'
import type { Subject } from './parts.ts'
import { Rules } from './rules.tsx'

interface Props {
  readonly subject: Subject
  readonly fields: Readonly<Record<string, string>>
  readonly problem: string | undefined
  readonly onChange: (fact: string, answer: string) => void
}

/** The questions of one subject, with what the law looks at there. */
export function SubjectFields({ subject, fields, problem, onChange }: Props): ReactNode {
  const id = useId()
  return (
    <section aria-labelledby={id} className="subject">
      <h2 id={id}>{subject.title}</h2>
      <p className="quiet">{subject.about}</p>
      {subject.questions.map((question) => (
        <Asked
          key={question.fact}
          question={question}
          value={fields[question.fact] ?? ''}
          problem={problem}
          onChange={(answer) => onChange(question.fact, answer)}
        />
      ))}
    </section>
  )
}

interface AskedProps {
  readonly question: PlannedQuestion
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (answer: string) => void
}

function Asked({ question, value, problem, onChange }: AskedProps): ReactNode {
  const { words } = useSpoken()
  return (
    <div className="asked">
      <ChoiceField
        label={question.question}
        help={question.example}
        answers={question.answers}
        value={value}
        problem={problem}
        isRow
        onChange={onChange}
      />
      <details>
        <summary>
          {words.question.law}
          <span className="visually-hidden">{words.system.about(question.question)}</span>
        </summary>
        <Rules question={question} />
      </details>
    </div>
  )
}
