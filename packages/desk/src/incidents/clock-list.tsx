// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Incident } from '../api-incidents.ts'
import { TimeLeft } from '../card/time-left.tsx'
import { useSpoken } from '../language/later.ts'

/** The clocks of art. 73: the first ends first, and rules. */
export function ClockList({ incident }: { incident: Incident }): ReactNode {
  const { words, language, format } = useSpoken()
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">{words.incidents.clocks}</h2>
      <ul className="laws">
        {incident.clocks.map(({ kind, days, article, dueAt }) => (
          <li key={kind}>
            <p>
              {words.incidents.clock(words.incidents.kinds[kind], days)} <cite>{article}</cite>
            </p>
            <p className="case-row-facts">
              {incident.state === 'open' && <TimeLeft expiresAt={dueAt} />}
              <span>{words.incidents.due(format.time(dueAt))}</span>
            </p>
          </li>
        ))}
      </ul>
      <p className="quiet">{incident.counting[language]}</p>
    </section>
  )
}
