// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { ApiProblem } from '../api-call.ts'
import { useSpoken } from '../language/language.tsx'
import { ProblemNote } from './problem-note.tsx'

/** What stands where something is still being fetched, or couldn't be. */
export function Loading(props: { error: unknown }): ReactNode {
  const { words } = useSpoken()
  if (props.error === null) return <p className="quiet loading">{words.shell.loading}</p>
  // Whoever only looks did nothing that may or may not have worked.
  if (props.error instanceof ApiProblem && props.error.problem.code === 'unreachable') {
    return (
      <p role="alert" className="note note-problem">
        {words.shell.trying}
      </p>
    )
  }
  return <ProblemNote error={props.error} />
}
