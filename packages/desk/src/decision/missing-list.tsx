// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Missing } from '../api-decisions.ts'
import { useSpoken } from '../language/later.ts'

export function MissingList({ missing }: { missing: readonly Missing[] }): ReactNode {
  const { language } = useSpoken()
  return (
    <ul className="plain-list bullets">
      {missing.map(({ what, text }) => (
        <li key={`${what} ${text.en}`}>{text[language]}</li>
      ))}
    </ul>
  )
}
