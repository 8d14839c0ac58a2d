// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Tool } from '../api-supply.ts'
import { useSpoken } from '../language/later.ts'
import { ToolChip } from './tool-chip.tsx'

export function ToolList(props: { tools: readonly Tool[] }): ReactNode {
  const { words, format } = useSpoken()
  return (
    <ul className="case-list">
      {props.tools.map((tool) => (
        <li key={tool.name} className={tool.standing === 'waiting' ? 'case-row case-row-open' : 'case-row'}>
          <Link to="/tools/$name" params={{ name: tool.name }} className="case-row-link">
            {tool.name}
          </Link>
          <p className="case-row-facts">
            <ToolChip tool={tool} />
            <span>{words.tools.kinds[tool.kind]}</span>
            <span>{words.tools.from(tool.server)}</span>
            {tool.seen !== undefined && <span>{words.tools.seenAt(format.time(tool.seen.at))}</span>}
          </p>
        </li>
      ))}
    </ul>
  )
}
