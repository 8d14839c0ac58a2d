// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { CaseSummary } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { queries } from '../queries.ts'
import { isCapped } from './capped.tsx'
import { CaseList } from './case-list.tsx'
import { DayForm } from './day-form.tsx'
import { Loading } from './loading.tsx'

/** What was decided, the newest first, and back to any day: who asks about one names it. */
export function EarlierCases(props: { open: readonly CaseSummary[] }): ReactNode {
  const { words } = useSpoken()
  const { before } = useSearch({ strict: false })
  const heading = useFocusOnceChanged(before)
  const { data, error } = useQuery(queries.allCases(before))
  const ids = new Set(props.open.map(({ id }) => id))
  const listed = data?.cases ?? []
  const decided = listed.filter(({ id, state }) => state !== 'open' && !ids.has(id))
  const last = listed.at(-1)
  // Whoever starts with Sluis needs no way back yet.
  if (before === undefined && data !== undefined && listed.length === 0 && props.open.length === 0) return null
  return (
    <section aria-labelledby="decided-cases">
      <h2 id="decided-cases" ref={heading} tabIndex={-1}>
        {words.cases.decided}
      </h2>
      <DayForm key={before} before={before} />
      {/* What waits says already that the page is being fetched. */}
      {data === undefined && (before !== undefined || error !== null) && <Loading error={error} />}
      {data !== undefined && decided.length === 0 && <p className="empty">{words.cases.noneThen}</p>}
      <CaseList cases={decided} />
      {isCapped(listed.length) && last !== undefined && (
        <p>
          {/* One more, so that none of the same moment falls between two lists. */}
          <Link to="/" search={{ before: last.openedAt + 1 }} className="button">
            {words.cases.older}
          </Link>
        </p>
      )}
    </section>
  )
}

/** What somebody pressed is below a list that is another one now: they start at its heading. */
function useFocusOnceChanged(before: number | undefined) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(before)
  useEffect(() => {
    if (shown.current !== before) heading.current?.focus()
    shown.current = before
  }, [before])
  return heading
}
