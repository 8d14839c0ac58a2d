// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { Capped } from '../parts/capped.tsx'
import { CaseList } from '../parts/case-list.tsx'
import { Loading } from '../parts/loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'
import { soonestFirst } from '../soonest.ts'

/** What waits, the soonest to expire first; below it what was decided. */
export function CasesPage(): ReactNode {
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.openCases)
  const all = useQuery(queries.allCases)
  const open = data?.cases
  const waiting = open?.length ?? 0
  const ids = new Set(open?.map(({ id }) => id))
  const decided = all.data?.cases.filter(({ id, state }) => state !== 'open' && !ids.has(id)) ?? []
  return (
    <>
      <PageTitle name={waiting > 0 ? `(${waiting}) ${words.cases.title}` : words.cases.title}>
        {words.cases.title}
      </PageTitle>
      <section aria-labelledby="open-cases">
        <h2 id="open-cases">{words.cases.open}</h2>
        {open === undefined ? (
          <Loading error={error} />
        ) : waiting === 0 ? (
          <p className="empty">
            <strong>{words.cases.none}</strong> {words.cases.noneHelp}
          </p>
        ) : (
          <CaseList cases={soonestFirst(open)} />
        )}
        <Capped count={waiting}>{words.cases.cappedOpen}</Capped>
      </section>
      {decided.length > 0 && (
        <section aria-labelledby="decided-cases">
          <h2 id="decided-cases">{words.cases.decided}</h2>
          <CaseList cases={decided} />
          <Capped count={all.data?.cases.length ?? 0}>{words.cases.capped}</Capped>
        </section>
      )}
    </>
  )
}
