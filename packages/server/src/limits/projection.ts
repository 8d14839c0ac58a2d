// SPDX-License-Identifier: EUPL-1.2
import {
  type Change,
  Conflict,
  type Entry,
  integer,
  type Projection,
  type Row,
  type RowKey,
  type Rows,
} from '../journal/index.ts'
import { bitsOf, budgetsFor, ceilingIn } from './drawn.ts'
import { isRates, isReserved, isSettled, type Rates, type Reserved, type Settled } from './leaf.ts'
import { minuteMs } from './period.ts'
import { type Counted, rateName, scopes } from './scope.ts'

/**
 * What is used and set aside of every budget. The calls of the newest minute stand with them, in one row of each scope
 * whose period is that minute: what every call writes lies together. The fold runs where the order of the log is made,
 * so of a hundred calls at once, in however many processes, those that would pass a limit are refused.
 */
export const budgets: Projection = {
  room: 'limits',
  tables: [
    {
      name: 'budgets',
      columns: { name: 'TEXT', period: 'TEXT', used: 'BIGINT', reserved: 'BIGINT' },
      key: ['name'],
    },
  ],
  kinds: ['call.allowed', 'call.ended'],
  needs: (entry) => {
    if (entry.kind === 'call.allowed') return neededByIntent(entry)
    const settled = settledIn(entry)
    return settled === undefined ? [] : budgetsFor(settled, settled.reserved.budgets).map(({ row }) => row)
  },
  apply: (entry, rows) => (entry.kind === 'call.allowed' ? opened(entry, rows) : ended(entry, rows)),
}

function neededByIntent(entry: Entry): readonly RowKey[] {
  const keys: RowKey[] = []
  const [counted, kept, rates] = [countedIn(entry), reservedIn(entry), ratesIn(entry)]
  for (const scope of scopes) {
    if (rates[scope] !== undefined) keys.push({ table: 'budgets', key: [rateName(scope, counted)] })
  }
  if (kept !== undefined) for (const { row } of drawnOn(counted, kept)) keys.push(row)
  return keys
}

function opened(entry: Entry, rows: Rows): readonly Change[] {
  const changes: Change[] = []
  const [counted, kept, rates] = [countedIn(entry), reservedIn(entry), ratesIn(entry)]
  for (const scope of scopes) {
    const perMinute = rates[scope]
    if (perMinute === undefined) continue
    const name = rateName(scope, counted)
    changes.push(counting(name, perMinute, entry.at, rows('budgets', name)))
  }
  if (kept === undefined) return changes
  const { tokens, money = 0, limits } = kept
  for (const budget of drawnOn(counted, kept)) {
    const { name, period } = budget
    const before = rows('budgets', name)
    const [used, reserved] = before === undefined ? [0, 0] : [integer(before, 'used'), integer(before, 'reserved')]
    const after = reserved + (budget.unit === 'tokens' ? tokens : money)
    if (used + after > (ceilingIn(limits, budget) ?? 0)) throw new Conflict('over-budget', name)
    changes.push({ put: 'budgets', row: { name, period, used, reserved: after } })
  }
  return changes
}

/** A minute that is not later than the one before is the same: the log's time never runs back. */
function counting(name: string, perMinute: number, at: number, before: Row | undefined): Change {
  const minute = Math.floor(at / minuteMs)
  const calls = before !== undefined && Number(before.period) >= minute ? integer(before, 'used') : 0
  if (calls >= perMinute) throw new Conflict('over-rate', name)
  return { put: 'budgets', row: { name, period: String(minute), used: calls + 1, reserved: 0 } }
}

/**
 * What was set aside becomes what was used. An outcome without a settlement (after a crash) leaves all set aside. A call
 * has one outcome, which the fold of the gate sees to (P2); whatever one says, no more comes free than was set aside.
 */
function ended(entry: Entry, rows: Rows): readonly Change[] {
  const took = settledIn(entry)
  if (took === undefined) return []
  const { tokens, money = 0, budgets } = took.reserved
  const changes: Change[] = []
  for (const { unit, name } of budgetsFor(took, budgets)) {
    const before = rows('budgets', name)
    // An outcome is recorded whatever became of its budget: that is no reason to lose one (P2).
    if (before === undefined) continue
    const [spent, kept] = unit === 'tokens' ? [took.tokens, tokens] : [took.money ?? money, money]
    const used = integer(before, 'used') + spent
    changes.push({
      put: 'budgets',
      row: { ...before, used, reserved: Math.max(0, integer(before, 'reserved') - kept) },
    })
  }
  return changes
}

function drawnOn({ agent, system }: Counted, { day, currency, limits }: Reserved) {
  return budgetsFor({ agent, system, day, currency }, bitsOf(limits))
}

const nobody: Counted = { agent: '', system: '' }
const noRates: Rates = {}

/** Whose call an intent with limits is. */
function countedIn({ data }: Entry): Counted {
  if (data.reserved === undefined && data.rate === undefined) return nobody
  return { agent: string(data.agent), system: string(data.system) }
}

function reservedIn({ data: { reserved } }: Entry): Reserved | undefined {
  if (reserved === undefined || isReserved(reserved)) return reserved
  throw malformed()
}

function ratesIn({ data: { rate } }: Entry): Rates {
  if (rate === undefined) return noRates
  if (isRates(rate)) return rate
  throw malformed()
}

function settledIn({ data: { settled } }: Entry): Settled | undefined {
  if (settled === undefined || isSettled(settled)) return settled
  throw malformed()
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw malformed()
  return value
}

function malformed(): Conflict {
  return new Conflict('malformed', 'an entry has limits that can not be read')
}
