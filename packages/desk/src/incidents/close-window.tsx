// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { type Closing, closings } from '../api-incidents.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { useIncidentAct } from './use-incident-act.ts'

export function CloseWindow({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const act = useIncidentAct()
  const [because, setBecause] = useState<Closing>()
  const [reason, setReason] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = reason.trim() === ''
  const close = (): void => {
    setIsAsked(true)
    if (because === undefined || isEmpty) return
    const given = { because, reason: reason.trim() }
    act.mutate({ act: () => api.closeIncident(id, given), told: words.incidents.recorded }, { onSuccess: onClose })
  }
  return (
    <ConfirmWindow
      title={words.incidents.close}
      confirm={words.incidents.close}
      isDirty={!isEmpty}
      error={act.error}
      isPending={act.isPending}
      onConfirm={close}
      onClose={onClose}
    >
      <SelectField
        label={words.incidents.because}
        value={because ?? ''}
        none=""
        problem={isAsked && because === undefined ? words.incidents.missing : undefined}
        options={closings.map((one) => [one, words.incidents.closings[one]])}
        onChange={(value) => setBecause(closings.find((one) => one === value))}
      />
      <TextAreaField
        label={words.incidents.reason}
        problem={isAsked && isEmpty ? words.incidents.missing : undefined}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={2000}
      />
    </ConfirmWindow>
  )
}
