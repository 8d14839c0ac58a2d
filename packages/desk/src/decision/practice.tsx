// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DecisionFile } from '../api-decisions.ts'
import { useSpoken } from '../language/later.ts'

/** What was rehearsed, what the gate saw of it, and what went wrong. */
export function Practice({ file }: { file: DecisionFile }): ReactNode {
  const { words, format } = useSpoken()
  const { decision } = words
  return (
    <section aria-labelledby="practice">
      <h2 id="practice">{decision.trials}</h2>
      {file.trials.length === 0 && <p>{decision.noTrials}</p>}
      <ul className="plain-list">
        {file.trials.map(({ entry, what, at, worstMs }) => (
          <li key={entry}>
            {format.time(at)}: {decision.trial[what]}
            {worstMs !== undefined && `, ${decision.worst(format.number(worstMs))}`}
          </li>
        ))}
      </ul>
      <p>{decision.traffic(format.number(file.calls.seen), format.number(file.calls.passed))}</p>
      <h3>{decision.incidents}</h3>
      {file.openIncidents.length === 0 && <p>{decision.noIncidents}</p>}
      <ul className="plain-list">
        {file.openIncidents.map((id) => (
          <li key={id}>
            <Link to="/incidents/$id" params={{ id }} className="text-target">
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
