// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { CaseState } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'

const tones: Readonly<Record<CaseState, string>> = {
  open: 'chip-wait',
  approved: 'chip-yes',
  used: 'chip-yes',
  answered: 'chip-yes',
  rejected: 'chip-no',
  vetoed: 'chip-no',
  expired: 'chip-no',
  edited: 'chip-plain',
}

export function StateChip(props: { state: CaseState }): ReactNode {
  const { words } = useSpoken()
  return <span className={`chip ${tones[props.state]}`}>{words.cases.states[props.state]}</span>
}
