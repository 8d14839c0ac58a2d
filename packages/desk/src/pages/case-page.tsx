// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CaseCard } from '../card/case-card.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { queries } from '../queries.ts'

export function CasePage(): ReactNode {
  const { id } = useParams({ from: '/cases/$id' })
  const { data, error } = useQuery(queries.case(id))
  // The key makes each case a page of its own: no window, draft or focus of one passes to the next.
  return data === undefined ? <PageLoading error={error} /> : <CaseCard key={data.id} case={data} />
}
