// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { closings } from '../api-incidents.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { useIncidentAct } from './use-incident-act.ts'

export function CloseWindow({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const act = useIncidentAct()
  const draft = useDraft(`incident ${id} close`, { because: '', reason: '' })
  const { reason } = draft.fields
  const because = closings.find((one) => one === draft.fields.because)
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = reason.trim() === ''
  const close = (): void => {
    setIsAsked(true)
    if (because === undefined || isEmpty) return
    const given = { because, reason: reason.trim() }
    act.mutate(
      { act: () => draft.sentBy(api.closeIncident(id, given)), told: words.incidents.recorded },
      { onSuccess: onClose },
    )
  }
  return (
    <ConfirmWindow
      title={words.incidents.close}
      confirm={words.incidents.close}
      isDirty={draft.isChanged}
      error={act.error}
      isPending={act.isPending}
      onConfirm={close}
      onClose={onClose}
    >
      <KeptNote draft={draft} />
      <SelectField
        label={words.incidents.because}
        value={because ?? ''}
        none=""
        problem={isAsked && because === undefined ? words.incidents.missing : undefined}
        options={closings.map((one) => [one, words.incidents.closings[one]])}
        onChange={(because = '') => draft.set({ because })}
      />
      <TextAreaField
        label={words.incidents.reason}
        problem={isAsked && isEmpty ? words.incidents.missing : undefined}
        value={reason}
        onChange={(reason) => draft.set({ reason })}
        rows={3}
        maxLength={2000}
      />
    </ConfirmWindow>
  )
}
