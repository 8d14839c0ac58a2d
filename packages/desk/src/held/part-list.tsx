// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Basis } from '../api-subjects.ts'
import { useSpoken } from '../language/later.ts'
import { ContentOf } from './content-of.tsx'
import { type HeldPart, staysOf } from './gather.ts'

/** Each run with what it holds, what keeps it and what to weigh; whoever may erase leaves one out by its box. */
export function PartList(props: {
  parts: readonly HeldPart[]
  basis?: Basis
  kept: readonly string[]
  onKeep: ((subject: string) => void) | undefined
}): ReactNode {
  const { words, format } = useSpoken()
  const { parts, kept, onKeep } = props
  return (
    <ul className="case-list">
      {parts.map((part) => {
        const { subject, entries, cautions, newest } = part
        const run = subject.startsWith('run:') ? subject.slice(4) : undefined
        return (
          <li key={subject} className="case-row">
            <p className="case-row-facts">
              {run === undefined ? (
                <code>{subject}</code>
              ) : (
                <Link to="/runs/$id" params={{ id: run }}>
                  <code>{run}</code>
                </Link>
              )}
              {newest?.system !== undefined && <span>{newest.system}</span>}
              {newest !== undefined && <span>{format.time(newest.at)}</span>}
              <span>{words.held.sealed(entries)}</span>
            </p>
            {staysOf(props.basis, part).map((stay) => (
              <p key={stay} className="note note-problem">
                {words.held.stays[stay]}
              </p>
            ))}
            {cautions.map((caution) => (
              <p key={caution} className="quiet">
                {words.held.cautions[caution]}
              </p>
            ))}
            {onKeep !== undefined && parts.length > 1 && run !== undefined && (
              <label className="check">
                <input type="checkbox" checked={kept.includes(subject)} onChange={() => onKeep(subject)} />
                {words.held.keep}
              </label>
            )}
            {entries > 0 && <ContentOf subject={subject} />}
          </li>
        )
      })}
    </ul>
  )
}
