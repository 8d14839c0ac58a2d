// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useSpoken } from '../language/language.tsx'
import { readMail } from '../mail.ts'
import { ProblemNote } from '../parts/problem-note.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { Window } from '../parts/window.tsx'
import { WindowButtons } from '../parts/window-buttons.tsx'
import { queries } from '../queries.ts'
import { ArgumentForm } from './argument-form.tsx'
import { Changes } from './changes.tsx'
import type { DecideProps } from './decide-window.tsx'
import { fieldsOf } from './mail-draft.ts'
import { MailForm } from './mail-form.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { type Edit, useEdit } from './use-edit.ts'

interface Props extends DecideProps {
  /** Of the tool's arguments, where people admitted its description. */
  readonly schema: unknown
}

/** Opens once it is known how the fields stand, so that none changes under somebody's hands. */
export function EditWindow(props: DecideProps): ReactNode {
  const isMail = readMail(props.seen.arguments) !== undefined
  const { data, isLoading } = useQuery({ ...queries.toolSchema(props.seen.tool), enabled: !isMail })
  return isLoading ? null : <Editing {...props} schema={data?.schema} />
}

/** A call is edited in a form; below it stands what became different. */
function Editing({ seen, now, isOver, error, isPending, onDecide, onClose, schema }: Props): ReactNode {
  const { words } = useSpoken()
  const [isAsked, setIsAsked] = useState(false)
  const edit = useEdit(seen, schema)
  const { draft, made, isSame, wanted } = edit
  const after = useDeferredValue(made ?? seen.arguments)
  const confirm = (): void => {
    setIsAsked(true)
    if (wanted !== undefined) onDecide({ verdict: 'edit', arguments: wanted, seen })
  }
  return (
    <Window title={words.edit.title} isOpen onClose={onClose} isWide isDirty={!isSame}>
      <p>{words.edit.lead}</p>
      <KeptNote draft={draft} />
      <EditFields edit={edit} isAsked={isAsked} />
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

function EditFields({
  edit: { form, draft, made, writeAsJson },
  isAsked,
}: {
  edit: Edit
  isAsked: boolean
}): ReactNode {
  const { words } = useSpoken()
  switch (form.kind) {
    case 'mail':
      return (
        <MailForm
          draft={form.mail}
          problems={isAsked ? form.problems : []}
          onChange={(mail) => draft.set(fieldsOf(mail))}
        />
      )
    case 'arguments':
      return (
        <>
          <ArgumentForm
            fields={form.fields}
            written={draft.fields}
            problems={form.problems}
            onChange={(key, text) => draft.set({ [key]: text })}
          />
          <p>
            <Button className="button" onPress={writeAsJson} isDisabled={made === undefined}>
              {words.edit.asJson}
            </Button>
          </p>
        </>
      )
    case 'json':
      return (
        <TextAreaField
          label={words.edit.json}
          problem={form.problem}
          value={form.json}
          onChange={(json) => draft.set({ json })}
          rows={14}
          isCode
        />
      )
  }
}
