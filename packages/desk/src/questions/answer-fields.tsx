// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { FieldError, Input, TextField } from 'react-aria-components/TextField'
import type { Question } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { CheckList } from '../parts/check-list.tsx'
import { pressed } from '../parts/pressed.ts'
import { type Draft, unknown } from './draft.ts'

interface Props {
  readonly question: Question
  readonly draft: Draft
  readonly problem: string | undefined
  readonly onChange: (draft: Draft) => void
}

export function AnswerFields(props: Props): ReactNode {
  const { kind } = props.question
  if (kind === 'roles') return <Several {...props} />
  return kind === 'number' || kind === 'date' ? <Written {...props} /> : <One {...props} />
}

/** Yes or no, or a section; “I don’t know” is an answer like the others, and says what it counts as. */
function One({ question, draft, problem, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  const sections: Readonly<Record<string, string>> = words.sections
  const textOf = (answer: boolean | string): string =>
    typeof answer === 'boolean' ? (answer ? words.system.yes : words.system.no) : (sections[answer] ?? answer)
  return (
    <RadioGroup
      className="choice"
      value={draft[0] ?? null}
      onChange={(value) => onChange([value])}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label>{words.question.answer}</Label>
      <div className="choice-list choice-short">
        {question.answers.map((answer) => (
          <Radio key={String(answer)} value={String(answer)} className="choice-item">
            <span>{textOf(answer)}</span>
          </Radio>
        ))}
        <Radio value={unknown} className="choice-item">
          <span>
            {words.system.unknown}
            <small>{words.question.unknownHelp}</small>
          </span>
        </Radio>
      </div>
      <FieldError>{problem}</FieldError>
    </RadioGroup>
  )
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
