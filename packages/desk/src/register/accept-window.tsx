// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { api } from '../api.ts'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { AboutAct } from './about-act.tsx'
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
      <AboutAct system={seen} />
      <p>{words.act.acceptText}</p>
    </ConfirmWindow>
  )
}
