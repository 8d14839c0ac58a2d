// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useDeferredValue, useState } from 'react'
import { asJson, isChanged } from '../changes.ts'
import { isRecord } from '../facts.ts'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'
import { readMail } from '../mail.ts'
import { ProblemNote } from '../parts/problem-note.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { Window } from '../parts/window.tsx'
import { WindowButtons } from '../parts/window-buttons.tsx'
import { visibleJson } from '../visible.ts'
import { Changes } from './changes.tsx'
import type { DecideProps } from './decide-window.tsx'
import { argumentsOf, draftOf, type MailDraft, mailOf, problemsOf } from './mail-draft.ts'
import { MailForm } from './mail-form.tsx'
import { Meanwhile } from './meanwhile.tsx'

type Draft = { readonly mail: MailDraft } | { readonly json: string }

/** A mail is edited in a form, anything else as JSON; below it stands what became different. */
export function EditWindow({ seen, now, isOver, error, isPending, onDecide, onClose }: DecideProps): ReactNode {
  const { words } = useSpoken()
  const [draft, setDraft] = useState<Draft>(() => startOf(seen.arguments))
  const [isAsked, setIsAsked] = useState(false)
  const edited = 'mail' in draft ? { value: mailOf(draft.mail) } : readJson(draft.json, words)
  const after = useDeferredValue('value' in edited ? edited.value : seen.arguments)
  const problems = 'mail' in draft ? problemsOf(mailOf(draft.mail)) : []
  const isSame = 'value' in edited && !isChanged(seen.arguments, edited.value)
  const confirm = (): void => {
    setIsAsked(true)
    if (!('value' in edited) || problems.length > 0 || isSame) return
    const mail = 'mail' in draft ? argumentsOf(mailOf(draft.mail)) : edited.value
    onDecide({ verdict: 'edit', arguments: mail, seen })
  }
  return (
    <Window title={words.edit.title} isOpen onClose={onClose} isWide isDirty={!isSame}>
      <p>{words.edit.lead}</p>
      {'mail' in draft ? (
        <MailForm draft={draft.mail} problems={isAsked ? problems : []} onChange={(mail) => setDraft({ mail })} />
      ) : (
        <TextAreaField
          label={words.edit.json}
          problem={'problem' in edited ? edited.problem : undefined}
          value={draft.json}
          onChange={(json) => setDraft({ json })}
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

function startOf(given: unknown): Draft {
  const mail = readMail(given)
  return mail === undefined ? { json: visibleJson(asJson(given)) } : { mail: draftOf(mail) }
}

function readJson(text: string, { edit }: Words): { readonly value: unknown } | { readonly problem: string } {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? { value } : { problem: edit.notObject }
  } catch (error) {
    return { problem: edit.badJson(error instanceof Error ? error.message : '') }
  }
}
