// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { papers } from '../api.ts'
import { ClockList } from '../incidents/clock-list.tsx'
import { DutyList } from '../incidents/duty-list.tsx'
import { EventList } from '../incidents/event-list.tsx'
import { IncidentChips } from '../incidents/incident-chips.tsx'
import { IncidentDeeds } from '../incidents/incident-deeds.tsx'
import { useSpoken } from '../language/later.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { PaperLinks } from '../parts/paper-links.tsx'
import { queries } from '../queries.ts'
import { ClassChips } from '../register/class-chip.tsx'

/** One file: how long is left, whom to tell, and what people recorded. */
export function IncidentPage(): ReactNode {
  const { id } = useParams({ from: '/incidents/$id' })
  const { words, format } = useSpoken()
  const { data, error } = useQuery(queries.incident(id))
  if (data === undefined) return <PageLoading error={error} />
  const { system, openedAt, standing } = data
  return (
    <article className="card" key={id}>
      <header className="card-head">
        <p className="card-state">
          <IncidentChips incident={data} />
          <span>{words.incidents.opened(format.time(openedAt))}</span>
        </p>
        <PageTitle>{system.name}</PageTitle>
        {standing !== undefined && (
          <p className="case-row-facts">
            <ClassChips system={standing} />
            <span>{words.register.owner(standing.owner.name)}</span>
            <span>{words.register.accountable(standing.accountable.name)}</span>
          </p>
        )}
        <PaperLinks path={papers.incident(id)} name={words.incidents.title} />
      </header>
      <div className="card-what">
        <ClockList incident={data} />
        <EventList incident={data} />
      </div>
      <div className="card-why">
        <DutyList incident={data} />
      </div>
      <IncidentDeeds incident={data} />
    </article>
  )
}
