// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { Capped } from '../parts/capped.tsx'
import { Loading } from '../parts/loading.tsx'
import { useMay } from '../parts/me.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'
import { RunChip } from '../runs/run-chip.tsx'
import { StartTasks } from '../runs/start-tasks.tsx'
import { UnknownCalls } from '../runs/unknown-calls.tsx'

/** Activity is known by the hour. */
const hourMs = 3_600_000

export function RunsPage(): ReactNode {
  const { words, format } = useSpoken()
  const { data, error } = useQuery(queries.runs)
  const mayStart = useMay('start-run')
  return (
    <>
      <PageTitle>{words.runs.title}</PageTitle>
      <p className="lead">{words.runs.lead}</p>
      <p>
        <Link to="/held">{words.runs.heldPage}</Link>
      </p>
      <UnknownCalls />
      {mayStart && <StartTasks />}
      {data === undefined && <Loading error={error} />}
      {data?.runs.length === 0 && <p className="empty">{words.runs.none}</p>}
      <ul className="case-list">
        {data?.runs.map(({ id, state, task, agent, startedAt, activeAt, endedAt }) => (
          <li key={id} className="case-row">
            <Link to="/runs/$id" params={{ id }} className="case-row-link">
              {task?.name ?? words.runs.outside}
            </Link>
            <p className="case-row-facts">
              <RunChip state={state} />
              <span>{words.runs.of(agent.name)}</span>
              <span>{words.runs.at(format.time(startedAt))}</span>
              {activeAt - startedAt > hourMs && <span>{words.runs.active(format.time(activeAt))}</span>}
              {endedAt !== undefined && <span>{words.runs.ended(format.time(endedAt))}</span>}
            </p>
          </li>
        ))}
      </ul>
      <Capped count={data?.runs.length ?? 0}>{words.cases.capped}</Capped>
    </>
  )
}
