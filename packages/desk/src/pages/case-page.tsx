// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { Case, CaseContent } from '../api-cases.ts'
import { CaseCard } from '../card/case-card.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { queries } from '../queries.ts'

export function CasePage(): ReactNode {
  const { id } = useParams({ from: '/cases/$id' })
  const { data, error } = useQuery(queries.case(id))
  const isApart = data?.contentBytes !== undefined
  const content = useQuery({ ...queries.caseContent(id), enabled: isApart })
  const whole = useMemo(() => data && wholeOf(data, content.data), [data, content.data])
  if (whole === undefined) return <PageLoading error={error ?? (isApart ? content.error : null)} />
  // The key makes each case a page of its own: no window, draft or focus of one passes to the next.
  return <CaseCard key={whole.id} case={whole} />
}

/** Undefined while long content is under way: nobody decides on what they can't see (P5). */
function wholeOf(held: Case, content: CaseContent | undefined): Case | undefined {
  if (held.contentBytes === undefined) return held
  return content && { ...held, arguments: content.arguments, attachments: content.attachments, facts: content.context }
}
