// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from 'react'
import type { CaseSummary } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from './announcer.tsx'

/** Tells a screen reader that cases came in while the page was open; what was there at first is read as content. */
export function useAnnounceNewCases(cases: readonly CaseSummary[] | undefined): void {
  const { words } = useSpoken()
  const announce = useAnnounce()
  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    if (cases === undefined) return
    const before = known.current
    known.current = new Set([...(before ?? []), ...cases.map(({ id }) => id)])
    const fresh = before === undefined ? 0 : cases.filter(({ id }) => !before.has(id)).length
    if (fresh > 0) announce(words.shell.newCases(fresh))
  }, [cases, words, announce])
}
