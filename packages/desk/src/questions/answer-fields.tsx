// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { FieldError, Input, Label, TextField } from 'react-aria-components/TextField'
import type { Question } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { CheckList } from '../parts/check-list.tsx'
import { pressed } from '../parts/pressed.ts'
import { ChoiceField } from './choice-field.tsx'
import { type Draft, unknown } from './draft.ts'

interface Props {
  readonly question: Question
  readonly draft: Draft
  readonly problem: string | undefined
  readonly onChange: (draft: Draft) => void
}

export function AnswerFields(props: Props): ReactNode {
  const { words } = useSpoken()
  const { question, draft, problem, onChange } = props
  const { kind, answers } = question
  if (kind === 'roles') return <Several {...props} />
  if (kind === 'number' || kind === 'date') return <Written {...props} />
  const label = words.question.answer
  return <ChoiceField {...{ label, answers, problem }} value={draft[0] ?? ''} onChange={(value) => onChange([value])} />
}

/** Roles: an organisation may have more than one. */
function Several({ question, draft, problem, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  const roles: Readonly<Record<string, string>> = words.roles
  return (
    <CheckList
      label={words.question.answer}
      options={[
        ...question.answers.map((answer) => [String(answer), roles[String(answer)] ?? String(answer)] as const),
        [unknown, words.system.unknown],
      ]}
      chosen={draft}
      problem={problem}
      onPress={(value) => onChange(pressed(draft, value, unknown))}
    />
  )
}

/** A number or a day. */
function Written({ question, draft, problem, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  const isUnknown = draft.includes(unknown)
  return (
    <div className="fields">
      <TextField
        value={isUnknown ? '' : (draft[0] ?? '')}
        onChange={(text) => onChange([text])}
        isDisabled={isUnknown}
        isInvalid={problem !== undefined}
        validationBehavior="aria"
      >
        <Label>{words.question.answer}</Label>
        <Input inputMode={question.kind === 'number' ? 'decimal' : 'numeric'} autoComplete="off" />
        <FieldError>{problem}</FieldError>
      </TextField>
      <label className="check">
        <input type="checkbox" checked={isUnknown} onChange={() => onChange(isUnknown ? [] : [unknown])} />
        {words.system.unknown}
      </label>
    </div>
  )
}
