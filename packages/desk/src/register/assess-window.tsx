// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import type { System } from '../api-systems.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { useMe } from '../parts/me.ts'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { AboutAct } from './about-act.tsx'
import { type Differing, DifferingFacts } from './differing-facts.tsx'
import { useSystemAct } from './use-system-act.ts'

/** Facts to a class by one person: those of the register, or their own where they see one differently. */
export function AssessWindow({ seen, onClose }: { seen: System; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const { person } = useMe()
  const act = useSystemAct()
  const draft = useDraft(`system ${seen.id} assess`, { reason: '' })
  const { reason } = draft.fields
  const [isAsked, setIsAsked] = useState(false)
  const [differing, setDiffering] = useState<readonly Differing[]>([])
  const isEmpty = reason.trim() === ''
  const facts = Object.fromEntries(
    differing.flatMap(({ fact, value }) => (fact === undefined || value === undefined ? [] : [[fact, value]])),
  )
  const assess = (): void => {
    setIsAsked(true)
    if (isEmpty) return
    const role = person.id === seen.owner ? 'owner' : 'second'
    const own = Object.keys(facts).length === 0 ? {} : { facts }
    const assessment = { basis: seen.basis, role, reason: reason.trim(), ...own } as const
    act.mutate(
      { act: () => draft.sentBy(api.assess(seen.id, assessment)), told: words.act.assessedNow },
      { onSuccess: onClose },
    )
  }
  return (
    <ConfirmWindow
      title={words.act.assessTitle(seen.name)}
      confirm={words.system.assess}
      isWide
      isDirty={!isEmpty || differing.length > 0}
      error={act.error}
      isPending={act.isPending}
      onClose={onClose}
      onConfirm={assess}
    >
      <AboutAct system={seen} />
      <p>{words.act.assessText}</p>
      <DifferingFacts system={seen} differing={differing} onChange={setDiffering} />
      <KeptNote draft={draft} />
      <TextAreaField
        label={words.act.reason}
        help={words.act.reasonHelp}
        problem={isAsked && isEmpty ? words.act.reasonMissing : undefined}
        value={reason}
        onChange={(reason) => draft.set({ reason })}
        rows={3}
        maxLength={2000}
      />
    </ConfirmWindow>
  )
}
