// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api, type Stop } from '../api.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { Window } from '../parts/window.tsx'
import { WindowButtons } from '../parts/window-buttons.tsx'
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
  const [reason, setReason] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = reason.trim() === ''
  const what = whatStops(stop, words)
  const resume = useMutation({
    mutationFn: () => api.resume(stop.id, reason.trim()),
    onSuccess: () => {
      announce(words.stop.resumed(what))
      onResumed()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['stops'] }),
  })
  return (
    <Window title={words.stop.resumeTitle(what)} isOpen onClose={onClose}>
      <p>{words.stop.resumeText}</p>
      <TextAreaField
        label={words.stop.resumeReason}
        problem={isAsked && isEmpty ? words.stop.reasonMissing : undefined}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={2000}
        isFirst
      />
      <ProblemNote error={resume.error} />
      <WindowButtons
        confirm={words.stop.resume}
        cancel={words.stop.cancel}
        tone="main"
        isPending={resume.isPending}
        onConfirm={() => {
          setIsAsked(true)
          if (!isEmpty) resume.mutate()
        }}
        onCancel={onClose}
      />
    </Window>
  )
}
