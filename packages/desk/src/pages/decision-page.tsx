// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { papers } from '../api.ts'
import { Assessors } from '../decision/assessors.tsx'
import { DecideRelease } from '../decision/decide-release.tsx'
import { Earlier } from '../decision/earlier.tsx'
import { Evidence } from '../decision/evidence.tsx'
import { MissingList } from '../decision/missing-list.tsx'
import { Practice } from '../decision/practice.tsx'
import { useSpoken } from '../language/later.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { PaperLinks } from '../parts/paper-links.tsx'
import { queries } from '../queries.ts'
import { ClassChips, StageChip } from '../register/class-chip.tsx'

/** Everything that lies before whoever says go or no-go, what is missing first. */
export function DecisionPage(): ReactNode {
  const { id } = useParams({ from: '/systems/$id/decision' })
  const { words } = useSpoken()
  const system = useQuery(queries.system(id))
  const file = useQuery(queries.decisionFile(id))
  const decisions = useQuery(queries.decisions(id))
  if (system.data === undefined || file.data === undefined) return <PageLoading error={system.error ?? file.error} />
  const { missing } = file.data
  return (
    <article className="card">
      <header className="card-head">
        <p className="card-state">
          <ClassChips system={system.data} />
          <StageChip stage={system.data.stage} />
          <Link to="/systems/$id" params={{ id }} className="text-target">
            {words.question.back}
          </Link>
        </p>
        <PageTitle>{words.decision.title(system.data.name)}</PageTitle>
        <p className="lead">{words.decision.lead}</p>
        <PaperLinks path={papers.decision(id)} name={words.decision.title(system.data.name)} />
      </header>
      <div className="card-what">
        <section aria-labelledby="missing">
          <h2 id="missing">{words.decision.missing}</h2>
          {missing.length === 0 ? <p>{words.decision.nothingMissing}</p> : <MissingList missing={missing} />}
        </section>
        <Evidence file={file.data} />
      </div>
      <div className="card-why">
        <Assessors file={file.data} outside={system.data.outside} />
        <Practice file={file.data} />
        <Earlier decisions={decisions.data?.decisions ?? []} />
      </div>
      <DecideRelease system={system.data} />
    </article>
  )
}
