// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { ClassChips } from './class-chip.tsx'

/** Once more what the act is about, where it is done. */
export function AboutAct({ system }: { system: System }): ReactNode {
  return (
    <>
      <p className="window-sentence">{system.purpose}</p>
      <p className="case-row-facts">
        <ClassChips system={system} />
      </p>
    </>
  )
}
