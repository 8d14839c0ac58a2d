// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { toneOf } from './run-state.ts'

export function RunChip(props: { state: string }): ReactNode {
  const { words } = useSpoken()
  const states: Readonly<Record<string, string>> = words.runs.states
  return <span className={`chip ${toneOf(props.state)}`}>{states[props.state] ?? props.state}</span>
}
