// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { ApiProblem } from '../api-call.ts'
import { useSpoken } from '../language/language.tsx'
import { Loading } from './loading.tsx'
import { PageTitle } from './page-title.tsx'

/** A whole page that is still being fetched, or couldn't be; also then it has a heading to land on. */
export function PageLoading(props: { error: unknown; missing?: ReactNode }): ReactNode {
  const { words } = useSpoken()
  if (props.error === null) return <Loading error={null} />
  const isMissing = props.error instanceof ApiProblem && props.error.status === 404
  if (isMissing && props.missing !== undefined) return props.missing
  return (
    <>
      <PageTitle>{isMissing ? words.shell.notFound : words.shell.failed}</PageTitle>
      <Loading error={props.error} />
    </>
  )
}
