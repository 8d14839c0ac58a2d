// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Traffic } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'

/** What a system's agents called, from the log; what its own file doesn't name is marked. */
export function TrafficList(props: { traffic: readonly Traffic[]; marksUndeclared?: boolean }): ReactNode {
  const { words } = useSpoken()
  return (
    <ul className="plain-list">
      {props.traffic.map(({ what, name, supplier, calls, passed, isDeclared }) => (
        <li key={`${what} ${name} ${supplier}`}>
          <code>{name}</code>
          {supplier !== undefined && <span className="quiet"> ({supplier})</span>}:{' '}
          {words.register.traffic(calls, passed)}
          {props.marksUndeclared === true && !isDeclared && (
            <>
              {' '}
              <span className="chip chip-wait">{words.system.undeclared}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
