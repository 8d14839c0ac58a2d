// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { SystemSummary } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'

/** That there are words of work that Annex III names, by its points; the system's page says which and where. */
export function SignChips({ system }: { system: SystemSummary }): ReactNode {
  const { words, language } = useSpoken()
  return system.notices.map(({ point, article }) => (
    <span key={point} className="chip chip-wait">
      {words.signs.chip(article[language])}
    </span>
  ))
}
