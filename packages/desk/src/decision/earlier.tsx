// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Decided } from '../api-decisions.ts'
import { useSpoken } from '../language/later.ts'
import { Quoted } from '../parts/quoted.tsx'

export function Earlier({ decisions }: { decisions: readonly Decided[] }): ReactNode {
  const { words, format } = useSpoken()
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{words.decision.earlier}</h2>
      {decisions.length === 0 && <p>{words.decision.noEarlier}</p>}
      <ul className="laws">
        {decisions.map(({ entry, decision, at, by, reason }) => (
          <li key={entry}>
            <p>
              {format.time(at)}: <strong>{words.decision.decided[decision]}</strong>{' '}
              {words.stop.by(by?.name ?? words.system.erased)}
            </p>
            <Quoted text={reason} />
          </li>
        ))}
      </ul>
    </section>
  )
}
