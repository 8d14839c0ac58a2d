// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Tool } from '../api-supply.ts'
import { useSpoken } from '../language/later.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { useNames } from '../parts/use-names.ts'
import { queries } from '../queries.ts'
import { ToolChip } from '../tools/tool-chip.tsx'
import { ToolDecision } from '../tools/tool-decision.tsx'
import { ToolDifference, ToolWords } from '../tools/tool-words.tsx'
import { MissingPage } from './other-pages.tsx'

/** What a server says of one tool, what changed since it was admitted, and the decision about exactly that. */
export function ToolPage(): ReactNode {
  const { name } = useParams({ from: '/tools/$name' })
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.tools)
  if (data === undefined) return <PageLoading error={error} />
  const tool = data.tools.find((one) => one.name === name)
  if (tool === undefined) return <MissingPage />
  const { standing, kind, server, seen, admitted } = tool
  const isChanged = admitted !== undefined && seen !== undefined && admitted.pin !== seen.pin
  return (
    <article key={name} className="tool">
      <p className="quiet">
        <Link to="/tools" className="text-target">
          {words.tools.toList}
        </Link>
      </p>
      <PageTitle>{name}</PageTitle>
      <p className="case-row-facts">
        <ToolChip tool={tool} />
        <span>{words.tools.kinds[kind]}</span>
        <span>{words.tools.from(server)}</span>
      </p>
      <p>{words.tools.means[standing]}</p>
      {isChanged && (
        <section aria-labelledby="difference">
          <h2 id="difference">{words.tools.difference}</h2>
          <ToolDifference before={admitted} after={seen} />
        </section>
      )}
      {seen !== undefined && (
        <section aria-labelledby="now">
          <h2 id="now">{words.tools.now}</h2>
          <p className="quiet">{words.tools.stranger}</p>
          {seen.unfit !== undefined && (
            <p className="note note-problem">
              {words.tools.unfitBecause}: <span lang="en">{seen.unfit}</span>
            </p>
          )}
          <ToolWords described={seen} />
          <p className="quiet">
            {words.tools.fingerprint}: <code>{seen.pin}</code>
          </p>
        </section>
      )}
      <AdmittedBefore tool={tool} />
      <ToolDecision tool={tool} />
    </article>
  )
}

function AdmittedBefore({ tool: { admitted } }: { tool: Tool }): ReactNode {
  const { words, format } = useSpoken()
  const nameOf = useNames()
  const { before, never, admittedBy, admittedByFile, fingerprint } = words.tools
  return (
    <section aria-labelledby="before">
      <h2 id="before">{before}</h2>
      {admitted === undefined ? (
        <p>{never}</p>
      ) : (
        <>
          <p>
            {admitted.by === undefined
              ? admittedByFile(format.time(admitted.at))
              : admittedBy(nameOf(admitted.by), format.time(admitted.at))}
          </p>
          <p className="quiet">
            {fingerprint}: <code>{admitted.pin}</code>
          </p>
        </>
      )}
    </section>
  )
}
