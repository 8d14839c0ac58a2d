// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Rule } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { RuleText } from '../parts/rule-text.tsx'

export function Why(props: { rules: readonly Rule[] }): ReactNode {
  const { words } = useSpoken()
  const held = props.rules.filter(({ effect }) => effect !== 'permit')
  const permits = props.rules.filter(({ effect }) => effect === 'permit')
  return (
    <section className="why">
      <h2>{words.card.why}</h2>
      <Rules rules={held} />
      {permits.length > 0 && (
        <>
          <h3>{words.card.allowedBy}</h3>
          <Rules rules={permits} />
        </>
      )}
    </section>
  )
}

function Rules(props: { rules: readonly Rule[] }): ReactNode {
  return (
    <ul className="rules">
      {props.rules.map((rule) => (
        <li key={rule.id}>
          <RuleText rule={rule} />
        </li>
      ))}
    </ul>
  )
}
