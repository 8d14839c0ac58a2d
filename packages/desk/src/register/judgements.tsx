// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { UnseenText } from '../parts/unseen-text.tsx'
import { useNames } from '../parts/use-names.ts'
import { ClassChips } from './class-chip.tsx'

/** Who came to which class; somebody who differs stays as visible as somebody who agrees. */
export function Judgements({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const nameOf = useNames()
  const roles: Readonly<Record<string, string>> = words.system.judgeRoles
  return (
    <section aria-labelledby="judgements">
      <h2 id="judgements">{words.system.judgements}</h2>
      {system.judgements.length === 0 && <p>{words.system.noJudgements}</p>}
      <ul className="laws">
        {system.judgements.map(({ by, role, label, strictest, agrees, reason }) => (
          <li key={`${by} ${role}`}>
            <p>
              <strong>{by === undefined ? words.system.erased : nameOf(by)}</strong>, {roles[role] ?? role}
            </p>
            <p className="case-row-facts">
              <ClassChips system={{ label, strictest }} />
              <span>{agrees ? words.system.agrees : words.system.disagrees}</span>
            </p>
            {reason !== undefined && (
              <blockquote>
                <UnseenText text={reason} />
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
