// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField'
import { useSpoken } from '../language/later.ts'
import { focusProblem } from '../parts/focus-problem.ts'

/** Whom it is about; the address of this page never says so. */
export function SubjectForm(props: {
  run: string | undefined
  isPending: boolean
  onLook: (subject: string) => void
}): ReactNode {
  const { words } = useSpoken()
  const [subject, setSubject] = useState(props.run === undefined ? '' : `run:${props.run}`)
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = subject.trim() === ''
  return (
    <form
      className="question-form"
      onSubmit={(event) => {
        event.preventDefault()
        setIsAsked(true)
        focusProblem(event.currentTarget)
        if (!isEmpty && !props.isPending) props.onLook(subject.trim())
      }}
    >
      <TextField value={subject} onChange={setSubject} isInvalid={isAsked && isEmpty} validationBehavior="aria">
        <Label>{words.held.whom}</Label>
        <Input className="field-text" maxLength={300} autoComplete="off" spellCheck="false" />
        <Text slot="description">{words.held.whomHelp}</Text>
        <FieldError>{words.held.whomMissing}</FieldError>
      </TextField>
      <p>
        <Button type="submit" className="button button-main">
          {words.held.look}
        </Button>
      </p>
    </form>
  )
}
