// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseSummary } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { Capped } from '../parts/capped.tsx'
import { CaseList } from '../parts/case-list.tsx'
import { EarlierCases } from '../parts/earlier-cases.tsx'
import { Loading } from '../parts/loading.tsx'
import { useMay, useMe } from '../parts/me.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { useReturnToRow } from '../parts/place-in-list.ts'
import { queries } from '../queries.ts'
import { countedFor, waitingFor } from '../waiting.ts'

/** What waits, the soonest to expire first and one's own on top; below it what was decided. */
export function CasesPage(): ReactNode {
  const { words } = useSpoken()
  const me = useMe()
  const { data, error } = useQuery(queries.openCases)
  useReturnToRow()
  const open = data?.cases ?? []
  const waiting = countedFor(open, me).length
  return (
    <>
      <PageTitle name={waiting > 0 ? `(${waiting}) ${words.cases.title}` : words.cases.title}>
        {words.cases.title}
      </PageTitle>
      {open.length > 0 && (
        <p>
          <a href="#decided-cases" className="text-target">
            {words.cases.toDecided}
          </a>
        </p>
      )}
      <UnknownNote />
      {data === undefined ? <Loading error={error} /> : <Open cases={open} />}
      <EarlierCases open={open} />
    </>
  )
}

/** Whoever may settle an outcome is not on the page of the runs all day. */
function UnknownNote(): ReactNode {
  const { words } = useSpoken()
  const maySettle = useMay('settle')
  const { data } = useQuery({ ...queries.unknownCalls, enabled: maySettle })
  if (!maySettle || data === undefined || data.calls.length === 0) return null
  return (
    <p className="note">
      {words.runs.settle.note(data.calls.length)} <Link to="/runs">{words.runs.settle.toRuns}</Link>
    </p>
  )
}

function Open({ cases }: { cases: readonly CaseSummary[] }): ReactNode {
  const { words } = useSpoken()
  const { own, others } = waitingFor(cases, useMe())
  const main = own ?? others
  return (
    <>
      <section aria-labelledby="open-cases">
        <h2 id="open-cases">{own === undefined ? words.cases.open : words.cases.own}</h2>
        {main.length === 0 ? (
          <p className="empty">
            <strong>{own === undefined ? words.cases.none : words.cases.noneOwn}</strong> {words.cases.noneHelp}
          </p>
        ) : (
          <CaseList cases={main} />
        )}
      </section>
      {own !== undefined && others.length > 0 && (
        <section aria-labelledby="other-cases">
          <h2 id="other-cases">{words.cases.others}</h2>
          <CaseList cases={others} />
        </section>
      )}
      <Capped count={cases.length}>{words.cases.cappedOpen}</Capped>
    </>
  )
}
