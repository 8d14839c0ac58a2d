// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components/TextField'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: string
  /** What is wrong with the value; undefined when nothing is, or nobody asked yet. */
  readonly problem?: string | undefined
  readonly rows: number
  readonly maxLength?: number
  readonly isCode?: boolean
  readonly isFirst?: boolean
}

export function TextAreaField({
  label,
  value,
  onChange,
  help,
  problem,
  rows,
  maxLength,
  isCode,
  isFirst,
}: Props): ReactNode {
  return (
    <TextField
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      autoFocus={isFirst ?? false}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <TextArea
        rows={rows}
        maxLength={maxLength}
        dir="auto"
        spellCheck={isCode !== true}
        className={isCode === true ? 'field-code' : 'field-text'}
      />
      {help !== undefined && help !== '' && <Text slot="description">{help}</Text>}
      <FieldError>{problem}</FieldError>
    </TextField>
  )
}
