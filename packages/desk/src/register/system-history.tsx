// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useNames } from '../parts/use-names.ts'
import { queries } from '../queries.ts'
import { TrafficList } from './traffic-list.tsx'

/** What was seen of it at the gate, and what people did about it, the newest first. */
export function SystemHistory({ system }: { system: System }): ReactNode {
  const { words, format } = useSpoken()
  const nameOf = useNames()
  const { data } = useQuery(queries.seen)
  const traffic = data?.systems.find(({ id }) => id === system.id)?.traffic ?? []
  const kinds: Readonly<Record<string, string>> = words.system.kinds
  return (
    <>
      <section aria-labelledby="seen">
        <h2 id="seen">{words.system.seen}</h2>
        {traffic.length === 0 ? <p>{words.system.seenNothing}</p> : <TrafficList traffic={traffic} marksUndeclared />}
        <p className="quiet">{words.register.coverageSeen}</p>
      </section>
      <section aria-labelledby="history">
        <h2 id="history">{words.system.history}</h2>
        <ol className="plain-list">
          {system.history.map(({ kind, label, at, by }) => (
            <li key={`${at} ${kind}`}>
              {format.time(at)}: {kinds[kind] ?? kind}
              {by !== undefined && `, ${words.stop.by(nameOf(by))}`}{' '}
              <span className="quiet">({words.classes[label] ?? label})</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
