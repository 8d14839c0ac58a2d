// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { Capped } from '../parts/capped.tsx'
import { CaseList } from '../parts/case-list.tsx'
import { useMay } from '../parts/me.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'
import { ErasedNote } from '../runs/erased-note.tsx'
import { RunCalls } from '../runs/run-calls.tsx'
import { RunChip } from '../runs/run-chip.tsx'
import { isOver } from '../runs/run-state.ts'

export function RunPage(): ReactNode {
  const { id } = useParams({ from: '/runs/$id' })
  const { words, format } = useSpoken()
  const { data, error } = useQuery(queries.run(id))
  const mayStop = useMay('stop')
  const mayLook = useMay('review-decisions')
  if (data === undefined) return <PageLoading error={error} />
  const { state, task, agent, startedAt, endedAt, waiting, calls, erased } = data
  return (
    <>
      <PageTitle key={id}>{task?.name ?? words.runs.outside}</PageTitle>
      <p className="case-row-facts">
        <RunChip state={state} />
        <span>{words.runs.of(agent.name)}</span>
        <span>{words.runs.at(format.time(startedAt))}</span>
        {endedAt !== undefined && <span>{words.runs.ended(format.time(endedAt))}</span>}
        <code>{id}</code>
        {mayStop && !isOver(state) && (
          <Link to="/stop" search={{ run: id }} className="button button-danger-quiet">
            {words.runs.stopThis}
          </Link>
        )}
        {mayStop && (
          <Link to="/stop" search={{ agent: agent.id }} className="button button-danger-quiet">
            {words.stop.thisAgent}
          </Link>
        )}
        {mayLook && (
          <Link to="/held" search={{ run: id }} className="button">
            {words.runs.held}
          </Link>
        )}
      </p>
      {erased.map((erasure) => (
        <p key={erasure.entry} className="note">
          <ErasedNote erasure={erasure} />
        </p>
      ))}
      <section aria-labelledby="run-waits">
        <h2 id="run-waits">{words.runs.waits}</h2>
        {waiting.length === 0 ? <p className="quiet">{words.runs.nothingWaits}</p> : <CaseList cases={waiting} />}
      </section>
      <section aria-labelledby="run-did">
        <h2 id="run-did">{words.runs.did}</h2>
        <Capped count={calls.length}>{words.runs.cappedCalls}</Capped>
        {calls.length === 0 ? <p className="quiet">{words.runs.didNothing}</p> : <RunCalls calls={calls} />}
      </section>
    </>
  )
}
