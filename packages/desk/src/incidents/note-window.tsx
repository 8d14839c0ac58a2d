// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { incidentKinds } from '../api-incidents.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/later.ts'
import { CheckList } from '../parts/check-list.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { useIncidentAct } from './use-incident-act.ts'

/** What became known, and kinds that it turned out to be: each starts its own clock. */
export function NoteWindow({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const act = useIncidentAct()
  const draft = useDraft(`incident ${id} note`, { note: '', kinds: '' })
  const { note } = draft.fields
  const kinds = incidentKinds.filter((kind) => draft.fields.kinds.split(' ').includes(kind))
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = note.trim() === ''
  const record = (): void => {
    setIsAsked(true)
    if (isEmpty) return
    const given = { note: note.trim(), ...(kinds.length === 0 ? {} : { kinds }) }
    act.mutate(
      { act: () => draft.sentBy(api.noteIncident(id, given)), told: words.incidents.recorded },
      { onSuccess: onClose },
    )
  }
  return (
    <ConfirmWindow
      title={words.incidents.note}
      confirm={words.incidents.save}
      isDirty={draft.isChanged}
      error={act.error}
      isPending={act.isPending}
      onConfirm={record}
      onClose={onClose}
    >
      <KeptNote draft={draft} />
      <TextAreaField
        label={words.incidents.noteLabel}
        problem={isAsked && isEmpty ? words.incidents.missing : undefined}
        value={note}
        onChange={(note) => draft.set({ note })}
        rows={4}
        maxLength={10_000}
        isFirst
      />
      <CheckList
        label={words.incidents.which}
        options={incidentKinds.filter((kind) => kind !== 'unknown').map((kind) => [kind, words.incidents.kinds[kind]])}
        chosen={kinds}
        onPress={(value) =>
          draft.set({ kinds: incidentKinds.filter((kind) => kinds.includes(kind) !== (kind === value)).join(' ') })
        }
      />
    </ConfirmWindow>
  )
}
