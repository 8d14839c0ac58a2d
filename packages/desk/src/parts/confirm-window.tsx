// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { ProblemNote } from './problem-note.tsx'
import { Window } from './window.tsx'
import { WindowButtons } from './window-buttons.tsx'

interface Props {
  readonly title: string
  readonly confirm: string
  readonly cancel?: string
  readonly tone?: 'main' | 'danger'
  readonly isWide?: boolean
  readonly isDirty?: boolean
  readonly error: unknown
  readonly isPending: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Says what will happen and asks for a second, deliberate press; a refusal stays in the window. */
export function ConfirmWindow({ title, confirm, tone, isWide, isDirty, error, children, ...props }: Props): ReactNode {
  const { words } = useSpoken()
  return (
    <Window title={title} isOpen isWide={isWide ?? false} isDirty={isDirty ?? false} onClose={props.onClose}>
      {children}
      <ProblemNote error={error} />
      <WindowButtons
        confirm={confirm}
        cancel={props.cancel ?? words.decide.cancel}
        tone={tone ?? 'main'}
        isPending={props.isPending}
        onConfirm={props.onConfirm}
        onCancel={props.onClose}
      />
    </Window>
  )
}
