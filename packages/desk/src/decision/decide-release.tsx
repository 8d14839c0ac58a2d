// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import type { System } from '../api-systems.ts'
import { KeptNote } from '../drafts/kept-note.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { useMay } from '../parts/me.ts'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { AboutAct } from '../register/about-act.tsx'
import { useSystemAct } from '../register/use-system-act.ts'
import { mayBeReleased } from '../register/waits.ts'

type Deed = 'go' | 'noGo'

/** Go or no-go, of the system as its file was on the screen. */
export function DecideRelease({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const mayRegister = useMay('register')
  const [opened, setOpened] = useState<{ readonly deed: Deed; readonly seen: System }>()
  const { stage, strictest } = system
  const mayGo = stage !== 'released' && mayBeReleased(system)
  const open = (deed: Deed) => () => setOpened({ deed, seen: system })
  if (!mayRegister) return <p className="note">{words.decision.mayNot}</p>
  return (
    <section className="decide-bar" aria-label={words.decide.actions}>
      <div className="decide-buttons">
        {mayGo && (
          <Button className="button button-main" onPress={open('go')}>
            {words.decision.go}
          </Button>
        )}
        <Button className="button button-danger-quiet" onPress={open('noGo')}>
          {words.decision.noGo}
        </Button>
      </div>
      {!mayGo && stage !== 'released' && (
        <p className="quiet">{strictest === 'prohibited' ? words.system.shut : words.decision.notYet}</p>
      )}
      {opened !== undefined && <DecideWindow {...opened} onClose={() => setOpened(undefined)} />}
    </section>
  )
}

function DecideWindow({ deed, seen, onClose }: { deed: Deed; seen: System; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const act = useSystemAct()
  const draft = useDraft(`system ${seen.id} ${deed}`, { reason: '' })
  const { reason } = draft.fields
  const [isAsked, setIsAsked] = useState(false)
  const isGo = deed === 'go'
  const isMissing = !isGo && reason.trim() === ''
  const decide = (): void => {
    setIsAsked(true)
    if (isMissing) return
    const send = isGo ? api.release : api.noGo
    const told = isGo ? words.act.releasedNow : words.decision.noGoNow
    act.mutate({ act: () => draft.sentBy(send(seen.id, seen.basis, reason.trim())), told }, { onSuccess: onClose })
  }
  return (
    <ConfirmWindow
      title={isGo ? words.act.releaseTitle(seen.name) : words.decision.noGoTitle(seen.name)}
      confirm={words.decision[deed]}
      tone={isGo ? 'main' : 'danger'}
      isDirty={reason !== ''}
      error={act.error}
      isPending={act.isPending}
      onConfirm={decide}
      onClose={onClose}
    >
      <AboutAct system={seen} />
      <p>{isGo ? words.act.releaseText : words.decision.noGoText}</p>
      <KeptNote draft={draft} />
      <TextAreaField
        label={words.decision.reason}
        help={words.decision.reasonHelp}
        problem={isAsked && isMissing ? words.act.reasonMissing : undefined}
        value={reason}
        onChange={(reason) => draft.set({ reason })}
        rows={3}
        maxLength={2000}
      />
    </ConfirmWindow>
  )
}
