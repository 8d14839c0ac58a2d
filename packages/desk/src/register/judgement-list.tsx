// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { SystemClass } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { Quoted } from '../parts/quoted.tsx'
import { ClassChips } from './class-chip.tsx'

interface Props {
  readonly judgements: readonly {
    /** By name; absent once that person was erased. */
    readonly who: string | undefined
    readonly role: string
    readonly label: SystemClass
    readonly strictest: SystemClass
    readonly agrees: boolean
    readonly reason?: string
  }[]
}

/** Who came to which class; somebody who differs stays as visible as somebody who agrees. */
export function JudgementList({ judgements }: Props): ReactNode {
  const { words } = useSpoken()
  const roles: Readonly<Record<string, string>> = words.system.judgeRoles
  if (judgements.length === 0) return null
  return (
    <ul className="laws">
      {judgements.map(({ who, role, label, strictest, agrees, reason }) => (
        <li key={`${who} ${role} ${reason}`}>
          <p>
            <strong>{who ?? words.system.erased}</strong>, {roles[role] ?? role}
          </p>
          <p className="case-row-facts">
            <ClassChips system={{ label, strictest }} />
            <span>{agrees ? words.system.agrees : words.system.disagrees}</span>
          </p>
          <Quoted text={reason} />
        </li>
      ))}
    </ul>
  )
}
