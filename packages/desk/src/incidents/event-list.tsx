// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Incident, IncidentEvent } from '../api-incidents.ts'
import { useSpoken } from '../language/later.ts'
import { Quoted } from '../parts/quoted.tsx'
import { UnseenText } from '../parts/unseen-text.tsx'

export function EventList({ incident }: { incident: Incident }): ReactNode {
  const { words, format } = useSpoken()
  return (
    <section aria-labelledby="events">
      <h2 id="events">{words.incidents.events}</h2>
      <ol className="laws">
        {incident.events.map((event) => (
          <li key={event.entry}>
            <p>
              <strong>{event.by?.name ?? words.incidents.erased}</strong> {words.incidents.did[event.kind]},{' '}
              {format.time(event.at)}
            </p>
            <Details event={event} />
            <Quoted text={event.text} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Details({ event: { kinds, report, because } }: { event: IncidentEvent }): ReactNode {
  const { words, format } = useSpoken()
  const { incidents } = words
  return (
    <>
      {kinds !== undefined && <p className="quiet">{kinds.map((kind) => incidents.kinds[kind]).join(', ')}</p>}
      {report !== undefined && (
        <p className="quiet">
          {incidents.reported(incidents.to[report.to], format.time(report.at))}: {incidents.outcomes[report.outcome]}
          {!report.isComplete && `, ${incidents.incomplete}`}
          {report.whom !== undefined && (
            <>
              . <UnseenText text={report.whom} />
            </>
          )}
        </p>
      )}
      {because !== undefined && <p className="quiet">{incidents.closings[because]}</p>}
    </>
  )
}
