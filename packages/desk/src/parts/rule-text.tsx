// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Rule } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'

/** A rule by its explanation in the reader's language, else in the other one, marked as such; its id beside it. */
export function RuleText(props: { rule: Rule }): ReactNode {
  const { language, words } = useSpoken()
  const { id, explanation } = props.rule
  const other = language === 'nl' ? 'en' : 'nl'
  const own = explanation[language]
  const text = own ?? explanation[other]
  return (
    <span className="rule">
      <span lang={own === undefined && text !== undefined ? other : undefined}>{text ?? words.card.noExplanation}</span>{' '}
      <code>{id}</code>
    </span>
  )
}
