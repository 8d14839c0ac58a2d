// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { SystemClass, SystemSummary } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'

/** No class is green: none of them says that all is well. */
const tones: Readonly<Record<SystemClass, string>> = {
  prohibited: 'chip-no',
  high: 'chip-outside',
  limited: 'chip-plain',
  minimal: 'chip-plain',
  out_of_scope: 'chip-plain',
  undetermined: 'chip-wait',
}

/** The class on the facts that hold, and beside it what it may still turn out to be. */
export function ClassChips(props: { system: Pick<SystemSummary, 'label' | 'strictest'> }): ReactNode {
  const { words } = useSpoken()
  const { label, strictest } = props.system
  return (
    <>
      <span className={`chip ${tones[label]}`}>{words.classes[label]}</span>
      {strictest !== label && (
        <span className={`chip ${tones[strictest]}`}>{words.register.mayBe(words.classes[strictest])}</span>
      )}
    </>
  )
}

export function StageChip(props: { stage: string }): ReactNode {
  const { words } = useSpoken()
  const stages: Readonly<Record<string, string>> = words.register.stages
  return <span className="chip chip-plain">{stages[props.stage] ?? props.stage}</span>
}
