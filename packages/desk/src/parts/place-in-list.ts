// SPDX-License-Identifier: EUPL-1.2
import { useEffect } from 'react'
import type { CaseSummary } from '../api-cases.ts'

type Seen = Pick<CaseSummary, 'id' | 'state'>

let left: Seen | undefined

/** Remembers which case somebody looks at, as it stood when they came. */
export function useLeftFor({ id, state }: Seen): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one that was decided meanwhile is not where it was.
  useEffect(() => {
    left = { id, state }
  }, [id])
}

/** The row of a case as it stands: once it is decided, it is another row. */
export const rowOf = ({ id, state }: Seen): string => `row-${id}-${state}`

/** Whoever looked at one of a hundred comes back to it, and not to the top of the page. */
export function useReturnToRow(): void {
  useEffect(() => {
    const row = left === undefined ? '' : rowOf(left)
    left = undefined
    // After the router has put the page at its top.
    requestAnimationFrame(() => {
      const link = document.getElementById(row)?.querySelector('a')
      link?.scrollIntoView({ block: 'center' })
      link?.focus({ preventScroll: true })
    })
  }, [])
}
