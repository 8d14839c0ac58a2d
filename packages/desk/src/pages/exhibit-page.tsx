// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ExhibitForm } from '../exhibit/exhibit-form.tsx'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'

/** Somebody outside asks what a call was and who approved it: what goes to them, chosen piece by piece. */
export function ExhibitPage(): ReactNode {
  const { id } = useParams({ from: '/calls/$id/exhibit' })
  const { words } = useSpoken()
  const mayHandOver = useMay('hand-over')
  const { data, error } = useQuery({ ...queries.trail(id), enabled: mayHandOver })
  if (mayHandOver && data === undefined) return <PageLoading error={error} />
  return (
    <>
      <PageTitle key={id}>{words.exhibit.title}</PageTitle>
      <p className="lead">{words.exhibit.lead}</p>
      <p>
        <code>{id}</code>
      </p>
      {data === undefined ? (
        <p className="note">{words.exhibit.mayNot}</p>
      ) : (
        <ExhibitForm key={id} call={id} trail={data} />
      )}
    </>
  )
}
