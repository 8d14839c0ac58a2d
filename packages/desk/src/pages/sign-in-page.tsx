// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField'
import { ApiProblem } from '../api-call.ts'
import { drafts } from '../drafts/in-this-tab.ts'
import { useSpoken } from '../language/language.tsx'
import { LanguageSwitch } from '../parts/language-switch.tsx'
import { LockMark } from '../parts/lock-mark.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { openSession } from '../session.ts'

const isRefusal = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 401 || error.status === 403)

/** `refused` is what became of a key in the address; `isOver` says that somebody was signed in a moment ago. */
export function SignInPage(props: { refused: unknown; isOver: boolean }): ReactNode {
  const { words } = useSpoken()
  const [key, setKey] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const signIn = useMutation({ mutationFn: openSession, onError: () => input.current?.focus() })
  const error = signIn.isIdle ? props.refused : signIn.error
  return (
    <main className="sign-in">
      <LockMark />
      <PageTitle>{words.signIn.title}</PageTitle>
      <p>{words.signIn.lead}</p>
      {props.isOver && <p className="note">{words.signIn.ended}</p>}
      {!drafts.isEmpty() && <p className="note">{words.drafts.signIn}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setIsEmpty(key.trim() === '')
          if (key.trim() === '') input.current?.focus()
          else signIn.mutate(key)
        }}
      >
        <TextField value={key} onChange={setKey} isInvalid={isEmpty && key.trim() === ''} type="password" name="key">
          <Label>{words.signIn.key}</Label>
          <Input ref={input} autoComplete="current-password" spellCheck={false} />
          <Text slot="description">{words.signIn.help}</Text>
          <FieldError>{words.signIn.empty}</FieldError>
        </TextField>
        {isRefusal(error) ? (
          <p role="alert" className="note note-problem">
            {words.signIn.refused}
          </p>
        ) : (
          <ProblemNote error={error} />
        )}
        <Button type="submit" className="button button-main" isPending={signIn.isPending}>
          {words.signIn.submit}
        </Button>
      </form>
      <LanguageSwitch />
    </main>
  )
}
