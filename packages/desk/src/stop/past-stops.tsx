// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { Capped } from '../parts/capped.tsx'
import { Quoted } from '../parts/quoted.tsx'
import { queries } from '../queries.ts'
import { whatStops } from './what-stops.ts'

/** What was stopped before, from when until when, by whom and why: for whoever must explain it afterwards. */
export function PastStops(): ReactNode {
  const { words, format } = useSpoken()
  const { data } = useQuery(queries.pastStops)
  const stops = data?.stops ?? []
  if (stops.length === 0) return null
  return (
    <section className="past-stops" aria-labelledby="past-stops">
      <h2 id="past-stops">{words.stop.past}</h2>
      <ul className="case-list">
        {stops.map((stop) => (
          <li key={stop.id} className="case-row">
            <strong>{words.stop.banner(whatStops(stop, words))}</strong>
            <p>{words.stop.stoppedAt(format.time(stop.orderedAt), stop.by?.name)}</p>
            <Quoted text={stop.reason === '' ? undefined : stop.reason} />
            <p>{words.stop.resumedAt(format.time(stop.liftedAt), stop.liftedBy?.name)}</p>
            <Quoted text={stop.liftedReason === '' ? undefined : stop.liftedReason} />
          </li>
        ))}
      </ul>
      <Capped count={stops.length}>{words.cases.capped}</Capped>
    </section>
  )
}
