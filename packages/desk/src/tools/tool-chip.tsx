// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Tool } from '../api-supply.ts'
import { useSpoken } from '../language/later.ts'

const tones: Readonly<Record<Tool['standing'], string>> = {
  waiting: 'chip-wait',
  unfit: 'chip-no',
  refused: 'chip-no',
  admitted: 'chip-yes',
  unseen: 'chip-plain',
}

export function ToolChip({ tool }: { tool: Tool }): ReactNode {
  const { words } = useSpoken()
  const { standing, admitted } = tool
  const name = standing === 'waiting' && admitted !== undefined ? 'changed' : standing
  return <span className={`chip ${tones[standing]}`}>{words.tools.standings[name]}</span>
}
