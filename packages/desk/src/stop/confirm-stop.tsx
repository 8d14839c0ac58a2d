// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../api.ts'
import type { StopOrder } from '../api-stops.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { Window } from '../parts/window.tsx'
import { WindowButtons } from '../parts/window-buttons.tsx'
import { ownWords } from './own-words.ts'
import { whatStops } from './what-stops.ts'

interface Props {
  readonly order: StopOrder
  readonly onClose: () => void
  readonly onStopped: () => void
}

export function ConfirmStop({ order, onClose, onStopped }: Props): ReactNode {
  const { words } = useSpoken()
  const announce = useAnnounce()
  const client = useQueryClient()
  const what = whatStops(order, words)
  const stop = useMutation({
    mutationFn: api.stop,
    onSettled: () => client.invalidateQueries({ queryKey: ['stops'] }),
    onSuccess: ({ recorded }) => {
      announce(recorded ? words.stop.done(what) : words.stop.doneUnrecorded)
      onStopped()
    },
  })
  const told = ownWords(stop.error, words)
  return (
    <Window title={words.stop.confirmTitle(what)} isOpen onClose={onClose}>
      <p>{words.stop.confirmText}</p>
      {told !== undefined ? (
        <p role="alert" className="note note-problem">
          {told}
        </p>
      ) : (
        <ProblemNote error={stop.error} />
      )}
      <WindowButtons
        confirm={words.stop.confirm}
        cancel={words.stop.cancel}
        tone="danger"
        isPending={stop.isPending}
        onConfirm={() => stop.mutate(order)}
        onCancel={onClose}
      />
    </Window>
  )
}
