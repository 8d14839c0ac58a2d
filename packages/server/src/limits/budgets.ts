// SPDX-License-Identifier: EUPL-1.2
import { integer, type Journal } from '../journal/index.ts'
import type { Limits, Organisation } from '../organisation/index.ts'
import { budgetName } from './drawn.ts'
import { type Per, periodOf } from './period.ts'

/** A budget of this day or month as people see it. */
export interface Budget {
  readonly scope: 'organisation' | 'system' | 'agent'
  /** The system or agent; absent for the organisation. */
  readonly of?: { readonly id: string; readonly name: string }
  /** `tokens`, or a currency whose amounts are millionths. */
  readonly unit: string
  readonly per: Per
  readonly period: string
  readonly limit: number
  /** Taken by calls that ended. */
  readonly used: number
  /** The most that calls under way, and calls whose outcome is unknown, may take. */
  readonly reserved: number
}

/** Every budget that the organisation set, with its state on this day. */
export async function budgetsOf(
  journal: Pick<Journal, 'query'>,
  organisation: Organisation,
  day: string,
): Promise<readonly Budget[]> {
  const wanted = wantedBy(organisation)
  return await Promise.all(
    wanted.map(async ({ name, per, ...budget }) => {
      const period = periodOf(day, per)
      const [row] = await journal.query(
        'SELECT used, reserved FROM budgets WHERE name = $1',
        budgetName(name, budget.unit, period),
      )
      const [used, reserved] = row === undefined ? [0, 0] : [integer(row, 'used'), integer(row, 'reserved')]
      return { ...budget, per, period, used, reserved }
    }),
  )
}

type Wanted = Omit<Budget, 'period' | 'used' | 'reserved'> & { readonly name: string }

function wantedBy({ settings, systems, agents }: Organisation): readonly Wanted[] {
  return [
    ...linesOf({ scope: 'organisation' }, 'organisation', settings.limits),
    ...[...systems.values()].flatMap(({ id, name, limits }) =>
      linesOf({ scope: 'system', of: { id, name } }, `system:${id}`, limits),
    ),
    ...[...agents.values()].flatMap(({ id, name, limits }) =>
      linesOf({ scope: 'agent', of: { id, name } }, `agent:${id}`, limits),
    ),
  ]
}

function linesOf(of: Pick<Budget, 'scope' | 'of'>, name: string, limits: Limits | undefined): readonly Wanted[] {
  const { tokens, money } = limits ?? {}
  const line = (unit: string, per: Per, limit: number | undefined): readonly Wanted[] =>
    limit === undefined ? [] : [{ ...of, name, unit, per, limit }]
  return [
    ...line('tokens', 'day', tokens?.perDay),
    ...line('tokens', 'month', tokens?.perMonth),
    ...line(money?.currency ?? '', 'day', money?.perDay),
    ...line(money?.currency ?? '', 'month', money?.perMonth),
  ]
}
