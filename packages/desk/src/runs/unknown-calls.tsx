// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { Capped } from '../parts/capped.tsx'
import { queries } from '../queries.ts'
import { visibleLine } from '../visible.ts'
import { SettleButton } from './settle-button.tsx'

/** Calls that a crash or a silent far side left open: nothing is done again by itself, so a person has to look (P2). */
export function UnknownCalls(): ReactNode {
  const { words, format } = useSpoken()
  const calls = useQuery(queries.unknownCalls).data?.calls ?? []
  if (calls.length === 0) return null
  return (
    <section aria-labelledby="unknown-calls">
      <h2 id="unknown-calls">{words.runs.settle.heading}</h2>
      <p className="quiet">{words.runs.settle.help}</p>
      <ul className="case-list">
        {calls.map((call) => (
          <li key={call.id} className="case-row">
            <Link to="/runs/$id" params={{ id: call.run }} className="case-row-link">
              {visibleLine(call.summary ?? call.resource)}
            </Link>
            <p className="case-row-facts">
              {call.summary !== undefined && <span>{visibleLine(call.resource)}</span>}
              <span>{words.runs.of(call.agent.name)}</span>
              <span>{format.time(call.at)}</span>
              <SettleButton call={call} />
            </p>
          </li>
        ))}
      </ul>
      <Capped count={calls.length}>{words.cases.capped}</Capped>
    </section>
  )
}
