// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { api } from '../api.ts'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/language.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { ClassChips } from './class-chip.tsx'
import { useSystemAct } from './use-system-act.ts'

interface Props {
  /** As it stood on the screen when the window opened: the act is of that, and of nothing newer. */
  readonly seen: System
  readonly onClose: () => void
}

export function AcceptWindow({ seen, onClose }: Props): ReactNode {
  const { words } = useSpoken()
  const act = useSystemAct()
  return (
    <ConfirmWindow
      title={words.act.acceptTitle(seen.name)}
      confirm={words.system.accept}
      error={act.error}
      isPending={act.isPending}
      onClose={onClose}
      onConfirm={() =>
        act.mutate({ act: () => api.accept(seen.id, seen.basis), told: words.act.acceptedNow }, { onSuccess: onClose })
      }
    >
      <About system={seen} />
      <p>{words.act.acceptText}</p>
    </ConfirmWindow>
  )
}

export function ReleaseWindow({ seen, onClose }: Props): ReactNode {
  const { words } = useSpoken()
  const act = useSystemAct()
  return (
    <ConfirmWindow
      title={words.act.releaseTitle(seen.name)}
      confirm={words.system.release}
      error={act.error}
      isPending={act.isPending}
      onClose={onClose}
      onConfirm={() =>
        act.mutate({ act: () => api.release(seen.id, seen.basis), told: words.act.releasedNow }, { onSuccess: onClose })
      }
    >
      <About system={seen} />
      <p>{words.act.releaseText}</p>
    </ConfirmWindow>
  )
}

/** Once more what the act is about, where it is done. */
export function About({ system }: { system: System }): ReactNode {
  return (
    <>
      <p className="window-sentence">{system.purpose}</p>
      <p className="case-row-facts">
        <ClassChips system={system} />
      </p>
    </>
  )
}
