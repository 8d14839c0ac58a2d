// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useDeferredValue, useState } from 'react'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useSpoken } from '../language/language.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { Window } from '../parts/window.tsx'
import { WindowButtons } from '../parts/window-buttons.tsx'
import { Changes } from './changes.tsx'
import type { DecideProps } from './decide-window.tsx'
import { fieldsOf } from './mail-draft.ts'
import { MailForm } from './mail-form.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { useEdit } from './use-edit.ts'

/** A mail is edited in a form, anything else as JSON; below it stands what became different. */
export function EditWindow({ seen, now, isOver, error, isPending, onDecide, onClose }: DecideProps): ReactNode {
  const { words } = useSpoken()
  const [isAsked, setIsAsked] = useState(false)
  const { draft, form, json, edited, problems, isSame, wanted } = useEdit(seen)
  const after = useDeferredValue('value' in edited ? edited.value : seen.arguments)
  const confirm = (): void => {
    setIsAsked(true)
    if (wanted !== undefined) onDecide({ verdict: 'edit', arguments: wanted, seen })
  }
  return (
    <Window title={words.edit.title} isOpen onClose={onClose} isWide isDirty={!isSame}>
      <p>{words.edit.lead}</p>
      <KeptNote draft={draft} />
      {form !== undefined ? (
        <MailForm draft={form} problems={isAsked ? problems : []} onChange={(mail) => draft.set(fieldsOf(mail))} />
      ) : (
        <TextAreaField
          label={words.edit.json}
          problem={'problem' in edited ? edited.problem : undefined}
          value={json}
          onChange={(json) => draft.set({ json })}
          rows={14}
          isCode
        />
      )}
      <Changes before={seen.arguments} after={after} title={words.edit.yours} />
      {isAsked && isSame && (
        <p role="alert" className="note">
          {words.edit.nothing}
        </p>
      )}
      <Meanwhile case={now} isOver={isOver} />
      <ProblemNote error={error} />
      <WindowButtons
        confirm={words.edit.submit}
        cancel={words.decide.cancel}
        tone="main"
        isPending={isPending}
        onConfirm={confirm}
        onCancel={onClose}
      />
    </Window>
  )
}
