// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { ProblemNote } from './problem-note.tsx'

/** What stands where something is still being fetched, or couldn't be. */
export function Loading(props: { error: unknown }): ReactNode {
  const { words } = useSpoken()
  return props.error === null ? (
    <p className="quiet loading">{words.shell.loading}</p>
  ) : (
    <ProblemNote error={props.error} />
  )
}
