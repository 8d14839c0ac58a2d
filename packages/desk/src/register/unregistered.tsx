// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { SeenSystem } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { TrafficList } from './traffic-list.tsx'

/** On top of the register: what runs and nobody answers for. */
export function Unregistered(props: { systems: readonly SeenSystem[] }): ReactNode {
  const { words, format } = useSpoken()
  const { register } = words
  if (props.systems.length === 0) return null
  return (
    <section aria-labelledby="unregistered" className="unregistered">
      <h2 id="unregistered">{register.unregistered}</h2>
      <p>{register.unregisteredHelp}</p>
      <ul className="case-list">
        {props.systems.map(({ id, agents, traffic }) => {
          const sum = (of: 'calls' | 'passed') => traffic.reduce((total, one) => total + one[of], 0)
          return (
            <li key={id} className="case-row">
              <h3>{id}</h3>
              <p className="case-row-facts">
                <span>{register.traffic(sum('calls'), sum('passed'))}</span>
                <span>{register.agents(agents.join(', '))}</span>
                <span>{register.lastSeen(format.time(Math.max(...traffic.map(({ lastAt }) => lastAt))))}</span>
              </p>
              <TrafficList traffic={traffic} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
