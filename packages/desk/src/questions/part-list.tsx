// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { type Part, type PartName, partNames } from './parts.ts'

/** The four things that the answers settle, and how far one is. */
export function PartList({ parts, current }: { parts: readonly Part[]; current: PartName }): ReactNode {
  const { words } = useSpoken()
  return (
    <ol className="parts">
      {partNames.map((name) => {
        const count = parts.find((part) => part.name === name)?.count ?? 0
        return (
          <li
            key={name}
            aria-current={name === current ? 'step' : undefined}
            className={count === 0 ? 'part-done' : ''}
          >
            <span>{words.question.parts[name]}</span>{' '}
            <span className="quiet">{count === 0 ? words.question.partDone : words.question.partCount(count)}</span>
          </li>
        )
      })}
    </ol>
  )
}
