// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { queries } from '../queries.ts'

/** Who supplies what, made from traffic. */
export function Suppliers(): ReactNode {
  const { words, format } = useSpoken()
  const { data } = useQuery(queries.seen)
  if (data === undefined || data.suppliers.length === 0) return null
  return (
    <section aria-labelledby="suppliers">
      <h2 id="suppliers">{words.models.suppliers}</h2>
      <p className="quiet">{words.models.suppliersHelp}</p>
      <ul className="plain-list">
        {data.suppliers.map(({ id, name, calls, systems, basis }) => (
          <li key={`${basis} ${id} ${systems.join(' ')}`}>
            <strong>{name}</strong>: {systems.join(', ')};{' '}
            <span className="quiet">
              {basis === 'seen'
                ? `${words.models.seen}, ${words.models.calls(format.number(calls))}`
                : words.models.declared}
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet">{words.register.coverageSeen}</p>
    </section>
  )
}
