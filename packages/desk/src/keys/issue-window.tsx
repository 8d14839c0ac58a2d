// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField'
import { api } from '../api.ts'
import { ApiProblem } from '../api-call.ts'
import type { Named } from '../api-common.ts'
import { serverNow } from '../clock.ts'
import { useSpoken } from '../language/later.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { useMe } from '../parts/me.ts'
import { SelectField } from '../parts/select-field.tsx'
import { IssuedWindow } from './issued-window.tsx'

export interface Whose {
  readonly kind: 'agent' | 'person'
  readonly holder: Named
}

const lifetimesInDays = [30, 90, 365] as const
const dayMs = 86_400_000

/** Asks for one's own key once more: whoever finds this page open must not leave with a key that outlives it. */
export function IssueWindow({ whose, onClose }: { whose: Whose; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { person } = useMe()
  const [ownKey, setOwnKey] = useState('')
  const [days, setDays] = useState<string>()
  const [isAsked, setIsAsked] = useState(false)
  const issue = useMutation({
    mutationFn: () => {
      const expiresAt = days === undefined ? undefined : serverNow() + Number(days) * dayMs
      return api.issueKey(whose.kind, whose.holder.id, ownKey.trim(), expiresAt)
    },
    onSuccess: () => announce(words.keys.made),
    onSettled: () => client.invalidateQueries({ queryKey: ['keys'] }),
    // What is shown once is kept nowhere else, this page's memory included.
    gcTime: 0,
  })
  if (issue.data !== undefined) return <IssuedWindow name={whose.holder.name} issued={issue.data} onClose={onClose} />
  const isWrong = issue.error instanceof ApiProblem && issue.error.status === 401
  const isEmpty = ownKey.trim() === ''
  const problem = isAsked && isEmpty ? words.keys.ownKeyMissing : isWrong ? words.keys.ownKeyWrong : undefined
  return (
    <ConfirmWindow
      title={words.keys.makeFor(whose.holder.name)}
      confirm={words.keys.make}
      isDirty={!isEmpty}
      error={isWrong ? null : issue.error}
      isPending={issue.isPending}
      onConfirm={() => {
        setIsAsked(true)
        if (!isEmpty) issue.mutate()
      }}
      onClose={onClose}
    >
      <p>{words.keys.makeText}</p>
      {whose.kind === 'person' && whose.holder.id !== person.id && <p className="note">{words.keys.makeForAnother}</p>}
      <TextField
        value={ownKey}
        onChange={setOwnKey}
        isInvalid={problem !== undefined}
        validationBehavior="aria"
        type="password"
        autoFocus
      >
        <Label>{words.keys.ownKey}</Label>
        <Input autoComplete="off" spellCheck={false} />
        <Text slot="description">{words.keys.ownKeyHelp}</Text>
        <FieldError>{problem}</FieldError>
      </TextField>
      <SelectField
        label={words.keys.expires}
        value={days ?? ''}
        none={words.keys.forever}
        options={lifetimesInDays.map((n) => [String(n), words.keys.days(n)])}
        onChange={setDays}
      />
    </ConfirmWindow>
  )
}
