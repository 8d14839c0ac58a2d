// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { Loading } from '../parts/loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'
import { Coverage } from '../register/coverage.tsx'
import { matches, readFilter } from '../register/filter.ts'
import { SystemFilter } from '../register/system-filter.tsx'
import { SystemList } from '../register/system-list.tsx'
import { Unregistered } from '../register/unregistered.tsx'

/** What runs unregistered, then every system with its class and what waits for whom. */
export function SystemsPage(): ReactNode {
  const { words } = useSpoken()
  const filter = useSearch({ from: '/systems' })
  const navigate = useNavigate()
  const { data, error } = useQuery(queries.systems)
  const seen = useQuery(queries.seen)
  const all = data?.systems
  const shown = all?.filter((system) => matches(system, filter)) ?? []
  return (
    <>
      <PageTitle>{words.register.title}</PageTitle>
      <p className="lead">{words.register.lead}</p>
      <p>
        <Link to="/impact" className="text-target">
          {words.impact.link}
        </Link>
      </p>
      <Unregistered systems={seen.data?.systems.filter(({ isRegistered }) => !isRegistered) ?? []} />
      <section aria-labelledby="systems">
        <h2 id="systems">{words.register.systems}</h2>
        {all === undefined && <Loading error={error} />}
        {all?.length === 0 && (
          <p className="empty">
            <strong>{words.register.none}</strong> {words.register.noneHelp}
          </p>
        )}
        {all !== undefined && all.length > 0 && (
          <>
            <SystemFilter
              filter={filter}
              onChange={(search) =>
                navigate({ to: '/systems', search: readFilter(search), replace: true, resetScroll: false })
              }
            />
            <p role="status" className="quiet">
              {shown.length === 0 ? words.register.noMatch : words.register.shown(shown.length, all.length)}
            </p>
            <SystemList systems={shown} />
          </>
        )}
      </section>
      <Coverage />
    </>
  )
}
