// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { type IncidentKind, incidentKinds } from '../api-incidents.ts'
import { useSpoken } from '../language/later.ts'
import { CheckList } from '../parts/check-list.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { useIncidentAct } from './use-incident-act.ts'

/** What became known, and kinds that it turned out to be: each starts its own clock. */
export function NoteWindow({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const act = useIncidentAct()
  const [note, setNote] = useState('')
  const [kinds, setKinds] = useState<readonly IncidentKind[]>([])
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = note.trim() === ''
  const record = (): void => {
    setIsAsked(true)
    if (isEmpty) return
    const given = { note: note.trim(), ...(kinds.length === 0 ? {} : { kinds }) }
    act.mutate({ act: () => api.noteIncident(id, given), told: words.incidents.recorded }, { onSuccess: onClose })
  }
  return (
    <ConfirmWindow
      title={words.incidents.note}
      confirm={words.incidents.save}
      isDirty={!isEmpty}
      error={act.error}
      isPending={act.isPending}
      onConfirm={record}
      onClose={onClose}
    >
      <TextAreaField
        label={words.incidents.noteLabel}
        problem={isAsked && isEmpty ? words.incidents.missing : undefined}
        value={note}
        onChange={setNote}
        rows={4}
        maxLength={10_000}
        isFirst
      />
      <CheckList
        label={words.incidents.which}
        options={incidentKinds.filter((kind) => kind !== 'unknown').map((kind) => [kind, words.incidents.kinds[kind]])}
        chosen={kinds}
        onPress={(value) => setKinds(incidentKinds.filter((kind) => kinds.includes(kind) !== (kind === value)))}
      />
    </ConfirmWindow>
  )
}
