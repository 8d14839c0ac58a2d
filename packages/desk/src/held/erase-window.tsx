// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { type Basis, bases } from '../api-subjects.ts'
import { useSpoken } from '../language/later.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { type Gathered, goesOf } from './gather.ts'

interface Props {
  readonly held: Gathered
  readonly kept: readonly string[]
  readonly onClose: () => void
  /** Something went, also when not all of it did. */
  readonly onErased: () => void
}

/** On what ground, why, and what will go: one after the other, each bound to what was shown. */
export function EraseWindow({ held, kept, onClose, onErased }: Props): ReactNode {
  const { words, format } = useSpoken()
  const client = useQueryClient()
  const announce = useAnnounce()
  const [basis, setBasis] = useState<Basis>()
  const [reason, setReason] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const [done, setDone] = useState(0)
  const goes = goesOf(held, basis, kept)
  const left = held.parts.length - goes.length
  const isEmpty = reason.trim() === ''
  const erasing = useMutation({
    mutationFn: async (ground: Basis) => {
      for (const [at, { subject, mark }] of goes.entries()) {
        setDone(at)
        await api.eraseSubject({ subject, mark, basis: ground, reason: reason.trim() })
      }
    },
    onSuccess: () => {
      announce(words.held.erased)
      onClose()
      onErased()
    },
    onSettled: () => client.invalidateQueries(),
  })
  const erase = (): void => {
    setIsAsked(true)
    if (basis !== undefined && !isEmpty && goes.length > 0) erasing.mutate(basis)
  }
  const entries = goes.reduce((sum, part) => sum + part.entries, 0)
  return (
    <ConfirmWindow
      title={words.held.eraseTitle}
      confirm={words.held.eraseNow}
      tone="danger"
      isDirty={!isEmpty}
      error={erasing.error}
      isPending={erasing.isPending}
      onConfirm={erase}
      onClose={() => {
        onClose()
        if (erasing.isError) onErased()
      }}
    >
      <SelectField
        label={words.held.ground}
        value={basis ?? ''}
        none=""
        problem={isAsked && basis === undefined ? words.held.groundMissing : undefined}
        options={bases.map((one) => [one, words.runs.grounds[one]])}
        onChange={(value) => setBasis(bases.find((one) => one === value))}
      />
      <TextAreaField
        label={words.held.reason}
        help={words.held.reasonHelp}
        problem={isAsked && isEmpty ? words.held.reasonMissing : undefined}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={2000}
      />
      <p className="window-sentence">
        {goes.length === 0 ? words.held.nothingGoes : words.held.goes(format.number(entries))}
      </p>
      {left > 0 && <p>{words.held.left(left)}</p>}
      <p>{words.held.forGood}</p>
      <p role="status" className="quiet">
        {erasing.isPending && words.held.progress(done, goes.length)}
      </p>
    </ConfirmWindow>
  )
}
