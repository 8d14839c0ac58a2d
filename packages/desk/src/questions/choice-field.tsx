// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { FieldError, Text } from 'react-aria-components/TextField'
import type { Question } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { unknown } from './draft.ts'

interface Props {
  readonly label: string
  readonly help?: string
  readonly answers: Question['answers']
  /** Empty while nothing is chosen. */
  readonly value: string
  readonly problem: string | undefined
  /** Beside each other, for pages with many of these. */
  readonly isRow?: boolean
  readonly onChange: (answer: string) => void
}

/** Yes or no, or a section; “I don’t know” is an answer like the others, and where there is room says what it counts as. */
export function ChoiceField({ label, help, answers, value, problem, isRow, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  const sections: Readonly<Record<string, string>> = words.sections
  const textOf = (answer: boolean | string): string =>
    typeof answer === 'boolean' ? (answer ? words.system.yes : words.system.no) : (sections[answer] ?? answer)
  return (
    <RadioGroup
      className="choice"
      value={value === '' ? null : value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      {help !== undefined && <Text slot="description">{help}</Text>}
      <div
        className={
          isRow === true && answers.every((one) => typeof one === 'boolean') ? 'choice-row' : 'choice-list choice-short'
        }
      >
        {answers.map((answer) => (
          <Radio key={String(answer)} value={String(answer)} className="choice-item">
            <span>{textOf(answer)}</span>
          </Radio>
        ))}
        <Radio value={unknown} className="choice-item">
          <span>
            {words.system.unknown}
            {isRow !== true && <small>{words.question.unknownHelp}</small>}
          </span>
        </Radio>
      </div>
      <FieldError>{problem}</FieldError>
    </RadioGroup>
  )
}
