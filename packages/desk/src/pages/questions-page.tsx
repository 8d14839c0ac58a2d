// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageLoading } from '../parts/page-loading.tsx'
import { queries } from '../queries.ts'
import { OneQuestion } from '../questions/one-question.tsx'
import { Questionnaire } from '../questions/questionnaire.tsx'

/** What still has to be asked of a system, in parts; with `fact` in the address, that question alone. */
export function QuestionsPage(): ReactNode {
  const { id } = useParams({ from: '/systems/$id/questions' })
  const { fact } = useSearch({ from: '/systems/$id/questions' })
  const system = useQuery(queries.system(id))
  if (system.data === undefined) return <PageLoading error={system.error} />
  return fact === undefined ? (
    <Questionnaire system={system.data} />
  ) : (
    <OneQuestion system={system.data} fact={fact} key={fact} />
  )
}
