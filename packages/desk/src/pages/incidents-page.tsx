// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { IncidentChips } from '../incidents/incident-chips.tsx'
import { useSpoken } from '../language/later.ts'
import { Capped } from '../parts/capped.tsx'
import { Loading } from '../parts/loading.tsx'
import { useMay } from '../parts/me.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'

export function IncidentsPage(): ReactNode {
  const { words, format } = useSpoken()
  const mayRaise = useMay('raise-incident')
  const { data, error } = useQuery(queries.incidents)
  return (
    <>
      <PageTitle>{words.incidents.title}</PageTitle>
      <p className="lead">{words.incidents.lead}</p>
      {mayRaise && (
        <p className="page-action">
          <Link to="/incidents/new" className="button">
            {words.incidents.open}
          </Link>
        </p>
      )}
      {data === undefined && <Loading error={error} />}
      {data?.incidents.length === 0 && <p className="empty">{words.incidents.none}</p>}
      <ul className="case-list">
        {data?.incidents.map((incident) => {
          const { id, system, state, clocks, openedAt } = incident
          return (
            <li key={id} className={state === 'open' ? 'case-row case-row-open' : 'case-row'}>
              <Link to="/incidents/$id" params={{ id }} className="case-row-link">
                {system.name}
              </Link>
              <p className="case-row-facts">
                <IncidentChips incident={incident} />
                <span>{clocks.map(({ kind }) => words.incidents.kinds[kind]).join(', ')}</span>
                <span>{words.incidents.opened(format.time(openedAt))}</span>
              </p>
            </li>
          )
        })}
      </ul>
      <Capped count={data?.incidents.length ?? 0}>{words.cases.capped}</Capped>
    </>
  )
}
