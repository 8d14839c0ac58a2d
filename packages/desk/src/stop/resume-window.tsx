// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import type { Stop } from '../api-stops.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { whatStops } from './what-stops.ts'

interface Props {
  readonly stop: Stop
  readonly onClose: () => void
  readonly onResumed: () => void
}

export function ResumeWindow({ stop, onClose, onResumed }: Props): ReactNode {
  const { words } = useSpoken()
  const announce = useAnnounce()
  const client = useQueryClient()
  const draft = useDraft(`stop ${stop.id} resume`, { reason: '' })
  const { reason } = draft.fields
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = reason.trim() === ''
  const what = whatStops(stop, words)
  const resume = useMutation({
    mutationFn: () => draft.sentBy(api.resume(stop.id, reason.trim())),
    onSuccess: () => {
      announce(words.stop.resumed(what))
      onResumed()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['stops'] }),
  })
  return (
    <ConfirmWindow
      title={words.stop.resumeTitle(what)}
      confirm={words.stop.resume}
      cancel={words.stop.cancel}
      isDirty={!isEmpty}
      error={resume.error}
      isPending={resume.isPending}
      onConfirm={() => {
        setIsAsked(true)
        if (!isEmpty) resume.mutate()
      }}
      onClose={onClose}
    >
      <p>{words.stop.resumeText}</p>
      <KeptNote draft={draft} />
      <TextAreaField
        label={words.stop.resumeReason}
        problem={isAsked && isEmpty ? words.stop.reasonMissing : undefined}
        value={reason}
        onChange={(reason) => draft.set({ reason })}
        rows={2}
        maxLength={2000}
        isFirst
      />
    </ConfirmWindow>
  )
}
