// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SystemSummary } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useNames } from '../parts/use-names.ts'
import { ClassChips, StageChip } from './class-chip.tsx'
import { SignChips } from './sign-chips.tsx'
import { waitsOf, whoDoes } from './waits.ts'

export function SystemList(props: { systems: readonly SystemSummary[] }): ReactNode {
  const { words } = useSpoken()
  const nameOf = useNames()
  return (
    <ul className="case-list">
      {props.systems.map((system) => {
        const { id, name, stage, owner, accountable, department, isDisputed, passesGate } = system
        const waits = waitsOf(system)
        return (
          <li key={id} className={waits.length > 0 ? 'case-row case-row-open' : 'case-row'}>
            <Link to="/systems/$id" params={{ id }} className="case-row-link">
              {name}
            </Link>
            <p className="case-row-facts">
              <ClassChips system={system} />
              <StageChip stage={stage} />
              {isDisputed && <span className="chip chip-wait">{words.register.disputed}</span>}
              <SignChips system={system} />
              {department !== undefined && <span>{department}</span>}
              <span>{words.register.owner(nameOf(owner))}</span>
              <span>{words.register.accountable(nameOf(accountable))}</span>
              {!passesGate && <span>{words.register.beside}</span>}
            </p>
            {waits.length > 0 && (
              <ul className="waits">
                {waits.map((kind) => (
                  <li key={kind}>{words.register.waitsFor[kind](nameOf(whoDoes(kind, system) ?? ''))}</li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}
