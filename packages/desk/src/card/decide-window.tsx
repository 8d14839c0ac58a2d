// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Case } from '../api-cases.ts'
import { ApproveWindow } from './approve-window.tsx'
import { EditWindow } from './edit-window.tsx'
import { RejectWindow } from './reject-window.tsx'
import type { Wish } from './use-decide.ts'

export type Deed = Wish['verdict']

export interface DecideProps {
  readonly deed: Deed
  /** The case as it stood on the screen when the window opened. */
  readonly seen: Case
  /** As it stands now. */
  readonly now: Case
  readonly isOver: boolean
  readonly error: unknown
  readonly isPending: boolean
  readonly onDecide: (wish: Wish) => void
  readonly onClose: () => void
}

export function DecideWindow(props: DecideProps): ReactNode {
  switch (props.deed) {
    case 'approve':
      return <ApproveWindow {...props} />
    case 'edit':
      return <EditWindow {...props} />
    case 'reject':
    case 'veto':
      return <RejectWindow {...props} />
  }
}
