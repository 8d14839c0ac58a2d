// SPDX-License-Identifier: EUPL-1.2
// Which budgets a call may draw on: of each scope, in tokens and in money, for the day and for the month.
import type { RowKey } from '../journal/index.ts'
import type { Reserved } from './leaf.ts'
import { type Per, periodOf } from './period.ts'
import { type Counted, type Scope, scopeName, scopes } from './scope.ts'

/** One of the budgets that a call may draw on; its `bit` marks in the outcome that the call did. */
interface Place {
  readonly scope: Scope
  readonly unit: 'tokens' | 'money'
  readonly per: Per
  readonly bit: number
}

const places: readonly Place[] = scopes
  .flatMap((scope) => (['tokens', 'money'] as const).map((unit) => ({ scope, unit })))
  .flatMap((place) => (['day', 'month'] as const).map((per) => ({ ...place, per })))
  .map((place, at) => ({ ...place, bit: 2 ** at }))

/** Who draws on budgets, for which day and in which currency. */
type Drawing = Counted & { readonly day: string; readonly currency?: string | undefined }

/** A budget with its row in the table. */
export interface Budget extends Place {
  readonly name: string
  readonly period: string
  readonly row: RowKey
}

/** The name of a budget in its table: `agent:reporter tokens 2026-11-22`. Neither unit nor period contains a space. */
export function budgetName(scope: string, unit: string, period: string): string {
  return `${scope} ${unit} ${period}`
}

/** Kept per caller, because the calls of one commit mostly come from a few agents. */
const made = new Map<string, readonly Budget[]>()
const maxMade = 1000

/** The budgets that `bits` marks, for one caller. */
export function budgetsFor(drawing: Drawing, bits: number): readonly Budget[] {
  const { agent, system, day, currency = '' } = drawing
  const name = `${bits} ${day} ${currency.length} ${currency} ${system.length} ${system} ${agent}`
  const before = made.get(name)
  if (before !== undefined) return before
  const budgets = places
    .filter(({ bit }) => (bits & bit) !== 0)
    .map((place): Budget => {
      const unit = place.unit === 'tokens' ? place.unit : currency
      const period = periodOf(day, place.per)
      const name = budgetName(scopeName(place.scope, drawing), unit, period)
      return { ...place, name, period, row: { table: 'budgets', key: [name] } }
    })
  if (made.size >= maxMade) made.clear()
  made.set(name, budgets)
  return budgets
}

/** The bits of those budgets for which these limits set an amount. */
export function bitsOf(limits: Reserved['limits']): number {
  let bits = 0
  for (const place of places) if (ceilingIn(limits, place) !== undefined) bits += place.bit
  return bits
}

export function ceilingIn(limits: Reserved['limits'], { scope, unit, per }: Place): number | undefined {
  return limits[scope]?.[unit]?.[per]
}
