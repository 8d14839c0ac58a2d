// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useId } from 'react'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField'
import type { Fields } from '../drafts/drafts.ts'
import { useSpoken } from '../language/language.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { visibleLine } from '../visible.ts'
import type { ArgumentField } from './argument-fields.ts'
import type { JsonProblem } from './read-json.ts'
import { tellJsonProblem } from './tell-json-problem.ts'

interface Props {
  readonly fields: readonly ArgumentField[]
  readonly written: Fields
  readonly problems: ReadonlyMap<string, JsonProblem>
  readonly onChange: (key: string, text: string) => void
}

/** A field for each argument, named as the tool names it. */
export function ArgumentForm({ fields, written, problems, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  return (
    <div className="fields">
      {fields.map((field) => {
        const problem = problems.get(field.key)
        return (
          <OneArgument
            key={field.key}
            field={field}
            value={written[field.key] ?? field.start}
            problem={problem && tellJsonProblem(problem, words)}
            onChange={(text) => onChange(field.key, text)}
          />
        )
      })}
    </div>
  )
}

interface OneProps {
  readonly field: ArgumentField
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (text: string) => void
}

function OneArgument({ field, value, problem, onChange }: OneProps): ReactNode {
  const { words } = useSpoken()
  const { name, kind, start, choices, help } = field
  const label = visibleLine(name)
  const shown = visibleLine(help)
  if (kind === 'choice') return <Choice {...{ label, value, choices, onChange }} help={shown} />
  if (kind === 'yes-no') {
    const answers = [
      ['true', words.edit.yes],
      ['false', words.edit.no],
    ] as const
    return <Choice {...{ label, value, onChange }} choices={['true', 'false']} texts={new Map(answers)} help={shown} />
  }
  if (kind === 'json' || start.includes('\n') || start.length > 80) {
    const rows = Math.min(14, start.split('\n').length + 1)
    return <TextAreaField {...{ label, value, problem, onChange, rows }} help={shown} isCode={kind === 'json'} />
  }
  return (
    <TextField value={value} onChange={onChange} isInvalid={problem !== undefined} validationBehavior="aria">
      <Label>{label}</Label>
      {/* Not `inputMode="decimal"`: on a Dutch phone that keyboard has a comma and no point. */}
      <Input dir="auto" autoComplete="off" />
      {shown !== '' && <Text slot="description">{shown}</Text>}
      <FieldError>{problem}</FieldError>
    </TextField>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly choices: readonly string[]
  /** What people read for a choice; the choice itself otherwise. */
  readonly texts?: ReadonlyMap<string, string>
  readonly help: string
  readonly onChange: (text: string) => void
}

/** The browser's own list: known on every device, by every screen reader. */
function Choice({ label, value, choices, texts, help, onChange }: ChoiceProps): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} aria-describedby={`${id}-help`} onChange={({ target }) => onChange(target.value)}>
        {[...new Set([...choices, value])].map((choice) => (
          <option key={choice} value={choice}>
            {texts?.get(choice) ?? choice}
          </option>
        ))}
      </select>
      <span id={`${id}-help`} className="quiet">
        {help}
      </span>
    </div>
  )
}
