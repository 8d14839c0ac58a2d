// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Case } from '../api.ts'
import { ApproveWindow } from './approve-window.tsx'
import { EditWindow } from './edit-window.tsx'
import { RejectWindow } from './reject-window.tsx'
import type { Wish } from './use-decide.ts'

export type Deed = Wish['verdict']

export interface DecideProps {
  readonly deed: Deed
  readonly seen: Case
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
