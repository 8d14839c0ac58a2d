// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { TextAreaField } from '../parts/text-area-field.tsx'

interface Props {
  readonly value: string
  readonly help?: string
  /** Whether somebody wanted to record: only then an empty field is wrong. */
  readonly isAsked: boolean
  readonly onChange: (source: string) => void
}

/** How somebody knows; an answer without it says nothing to whoever checks it later. */
export function SourceField({ value, help, isAsked, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  return (
    <TextAreaField
      label={words.question.source}
      help={help ?? words.question.sourceHelp}
      problem={isAsked && value.trim() === '' ? words.question.sourceMissing : undefined}
      value={value}
      onChange={onChange}
      rows={2}
      maxLength={2000}
    />
  )
}
