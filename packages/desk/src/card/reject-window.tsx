// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/language.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import type { DecideProps } from './decide-window.tsx'
import { draftsOf } from './drafts-of.ts'
import { Meanwhile } from './meanwhile.tsx'
import { sentenceOf } from './sentence.ts'

/** A refusal, or the veto of who may only veto, with its reason. */
export function RejectWindow({ deed, seen, now, isOver, error, isPending, onDecide, onClose }: DecideProps): ReactNode {
  const spoken = useSpoken()
  const { words } = spoken
  const draft = useDraft(draftsOf(seen).reason, { reason: '' })
  const { reason } = draft.fields
  const [isAsked, setIsAsked] = useState(false)
  const isEmpty = reason.trim() === ''
  const isVeto = deed === 'veto'
  return (
    <ConfirmWindow
      title={isVeto ? words.decide.vetoTitle : words.decide.rejectTitle}
      confirm={isVeto ? words.decide.veto : words.decide.reject}
      tone="danger"
      isDirty={!isEmpty}
      error={error}
      isPending={isPending}
      onConfirm={() => {
        setIsAsked(true)
        if (!isEmpty) onDecide({ verdict: isVeto ? 'veto' : 'reject', reason: reason.trim(), seen })
      }}
      onClose={onClose}
    >
      <p className="window-sentence">{sentenceOf(seen, spoken)}</p>
      <KeptNote draft={draft} />
      <TextAreaField
        label={words.decide.reason}
        help={words.decide.reasonHelp}
        problem={isAsked && isEmpty ? words.decide.reasonMissing : undefined}
        value={reason}
        onChange={(reason) => draft.set({ reason })}
        rows={3}
        maxLength={2000}
        isFirst
      />
      <Meanwhile case={now} isOver={isOver} />
    </ConfirmWindow>
  )
}
