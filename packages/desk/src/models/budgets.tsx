// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Budget } from '../api-supply.ts'
import { useSpoken } from '../language/later.ts'
import { Loading } from '../parts/loading.tsx'
import { queries } from '../queries.ts'

/** What this day and this month cost so far, and what they may. */
export function Budgets(): ReactNode {
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.budgets)
  return (
    <section aria-labelledby="budgets">
      <h2 id="budgets">{words.budgets.title}</h2>
      {data === undefined && <Loading error={error} />}
      {data?.budgets.length === 0 && <p className="quiet">{words.budgets.none}</p>}
      <ul className="plain-list">
        {data?.budgets.map((budget) => (
          <li key={`${budget.scope} ${budget.of?.id} ${budget.unit} ${budget.period}`}>
            <Used budget={budget} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Used({ budget: { scope, of, unit, period, limit, used, reserved } }: { budget: Budget }): ReactNode {
  const { words, format } = useSpoken()
  const amount = (value: number): string =>
    unit === 'tokens' ? words.budgets.tokens(format.number(value)) : format.money(value, unit)
  return (
    <>
      <strong>{scope === 'organisation' ? words.budgets.all : of?.name}</strong>, {format.period(period)}:{' '}
      {words.budgets.used(amount(used), amount(limit))}
      {reserved > 0 && <span className="quiet">, {words.budgets.reserved(amount(reserved))}</span>}
    </>
  )
}
