// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { papers } from '../api.ts'
import type { Impact } from '../api-decisions.ts'
import { MissingList } from '../decision/missing-list.tsx'
import { useSpoken } from '../language/later.ts'
import { Loading } from '../parts/loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { PaperLinks } from '../parts/paper-links.tsx'
import { queries } from '../queries.ts'
import { ClassChips, StageChip } from '../register/class-chip.tsx'
import { Coverage } from '../register/coverage.tsx'

type Department = Impact['departments'][number]

/** What AI changes in the work of each department, and what nobody did or said yet. */
export function ImpactPage(): ReactNode {
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.impact)
  return (
    <>
      <PageTitle>{words.impact.title}</PageTitle>
      <PaperLinks path={papers.impact} name={words.impact.title} />
      {data === undefined && <Loading error={error} />}
      {data?.departments.map((one) => (
        <section key={one.department ?? ''} aria-label={one.department ?? words.impact.none}>
          <h2>{one.department ?? words.impact.none}</h2>
          <ul className="case-list">
            {one.systems.map((system) => (
              <SystemImpact key={system.id} system={system} />
            ))}
          </ul>
          {one.suppliers.length > 0 && (
            <p className="quiet">
              {words.impact.suppliers}:{' '}
              {one.suppliers.map(({ name, basis }) => `${name} (${words.impact[basis]})`).join(', ')}
            </p>
          )}
        </section>
      ))}
      <Coverage />
    </>
  )
}

function SystemImpact({ system }: { system: Department['systems'][number] }): ReactNode {
  const { words, format } = useSpoken()
  const { id, name, label, strictest, stage, calls, work, missing } = system
  const { impact } = words
  const rows = work === undefined ? [] : (['problem', 'users', 'affected', 'objection'] as const)
  return (
    <li className="case-row">
      <h3>
        {label === 'unregistered' ? (
          name
        ) : (
          <Link to="/systems/$id" params={{ id }} className="text-target">
            {name}
          </Link>
        )}
      </h3>
      <p className="case-row-facts">
        {label === 'unregistered' ? (
          <span className="chip chip-wait">{impact.unregistered}</span>
        ) : (
          <>
            <ClassChips system={{ label, strictest }} />
            <StageChip stage={stage} />
          </>
        )}
        <span>{impact.calls(format.number(calls))}</span>
      </p>
      {work !== undefined && (
        <dl className="pairs">
          {rows.map((row) => (
            <div key={row}>
              <dt>{impact[row]}</dt>
              <dd>{work[row]}</dd>
            </div>
          ))}
        </dl>
      )}
      {missing.length > 0 && (
        <>
          <p>
            <strong>{impact.missing}</strong>
          </p>
          <MissingList missing={missing} />
        </>
      )}
    </li>
  )
}
