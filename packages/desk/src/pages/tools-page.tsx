// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { Loading } from '../parts/loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { UnseenText } from '../parts/unseen-text.tsx'
import { queries } from '../queries.ts'
import { ToolList } from '../tools/tool-list.tsx'

/** What waits for a person first, then everything else that the organisation names. */
export function ToolsPage(): ReactNode {
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.tools)
  const waiting = data?.tools.filter(({ standing }) => standing === 'waiting') ?? []
  const rest = data?.tools.filter(({ standing }) => standing !== 'waiting') ?? []
  const { title, lead, noneWaiting, none, troubles } = words.tools
  return (
    <>
      <PageTitle name={waiting.length > 0 ? `(${waiting.length}) ${title}` : title}>{title}</PageTitle>
      <p className="lead">{lead}</p>
      {data === undefined && <Loading error={error} />}
      {data !== undefined && data.troubles.length > 0 && (
        <section className="note note-problem">
          <h2>{troubles}</h2>
          <ul className="plain-list">
            {data.troubles.map(({ server, problem }) => (
              <li key={server}>
                <strong>{server}</strong>:{' '}
                <span lang="en">
                  <UnseenText text={problem} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data !== undefined && (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{words.tools.waiting}</h2>
          {waiting.length === 0 ? <p className="empty">{noneWaiting}</p> : <ToolList tools={waiting} />}
        </section>
      )}
      {data !== undefined && (
        <section aria-labelledby="rest">
          <h2 id="rest">{words.tools.rest}</h2>
          {data.tools.length === 0 ? <p className="empty">{none}</p> : <ToolList tools={rest} />}
        </section>
      )}
    </>
  )
}
