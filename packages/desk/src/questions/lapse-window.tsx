// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'

interface Props {
  readonly system: System
  readonly isPending: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Says what an answer may undo, before it is recorded. */
export function LapseWindow({ system, ...props }: Props): ReactNode {
  const { words } = useSpoken()
  return (
    <ConfirmWindow title={words.question.lapseTitle} confirm={words.question.submitOne} error={undefined} {...props}>
      <ul className="plain-list">
        {lapsesOf(system).map((lapse) => (
          <li key={lapse}>{words.question.lapse[lapse]}</li>
        ))}
      </ul>
      <p>{words.question.lapseWhy}</p>
    </ConfirmWindow>
  )
}

/** What an answer that changes anything undoes: it was of the system as it was. */
export function lapsesOf({ isAccepted, judgements, stage }: System): readonly ('accepted' | 'assessed' | 'released')[] {
  return [
    ...(isAccepted ? (['accepted'] as const) : []),
    ...(judgements.length > 0 ? (['assessed'] as const) : []),
    ...(stage === 'released' ? (['released'] as const) : []),
  ]
}
