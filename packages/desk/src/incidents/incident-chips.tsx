// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { IncidentSummary } from '../api-incidents.ts'
import { TimeLeft } from '../card/time-left.tsx'
import { useSpoken } from '../language/later.ts'

/** How a file stands: its first clock while it runs, and who was told. */
export function IncidentChips({ incident }: { incident: IncidentSummary }): ReactNode {
  const { words, format } = useSpoken()
  const { state, isPastClock, clocks, authorityToldAt } = incident
  const [first] = clocks
  return (
    <>
      <span className={`chip ${state === 'open' ? 'chip-wait' : 'chip-plain'}`}>{words.incidents.state[state]}</span>
      {isPastClock && <span className="chip chip-no">{words.incidents.past}</span>}
      {authorityToldAt !== undefined && <span>{words.incidents.told(format.time(authorityToldAt))}</span>}
      {state === 'open' && authorityToldAt === undefined && !isPastClock && first !== undefined && (
        <TimeLeft expiresAt={first.dueAt} />
      )}
    </>
  )
}
