// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import type { RunCall } from '../api-runs.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { queries } from '../queries.ts'
import { visibleLine } from '../visible.ts'

const found = ['done', 'not-done'] as const

/** What somebody found out of a call that may have been done or not; only people and the far side know (P2). */
export function SettleWindow({ call, onClose }: { call: RunCall; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const { settle } = words.runs
  const announce = useAnnounce()
  const client = useQueryClient()
  const draft = useDraft(`call ${call.id} settle`, { as: '', reason: '' })
  const as = found.find((one) => one === draft.fields.as)
  const reason = draft.fields.reason.trim()
  const [isAsked, setIsAsked] = useState(false)
  const settling = useMutation({
    mutationFn: (as: (typeof found)[number]) => draft.sentBy(api.settle(call.id, { as, reason })),
    onSuccess: () => {
      announce(settle.recorded)
      onClose()
    },
    onSettled: () =>
      Promise.all([queries.unknownCalls.queryKey, ['run']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
  return (
    <ConfirmWindow
      title={settle.title}
      confirm={settle.confirm}
      isDirty={draft.isChanged}
      error={settling.error}
      isPending={settling.isPending}
      onConfirm={() => {
        setIsAsked(true)
        if (as !== undefined && reason !== '') settling.mutate(as)
      }}
      onClose={onClose}
    >
      <p>
        {visibleLine(call.resource)}
        {call.summary !== undefined && `: ${visibleLine(call.summary)}`}
      </p>
      <p>{settle.look}</p>
      {call.messageId !== undefined && (
        <p>
          {settle.messageId} <code>{visibleLine(call.messageId)}</code>
        </p>
      )}
      <KeptNote draft={draft} />
      <SelectField
        label={settle.as}
        value={as ?? ''}
        none=""
        problem={isAsked && as === undefined ? settle.missing : undefined}
        options={found.map((one) => [one, settle[one]])}
        onChange={(as = '') => draft.set({ as })}
      />
      <TextAreaField
        label={settle.reason}
        problem={isAsked && reason === '' ? settle.missing : undefined}
        value={draft.fields.reason}
        onChange={(reason) => draft.set({ reason })}
        rows={2}
        maxLength={2000}
      />
    </ConfirmWindow>
  )
}
