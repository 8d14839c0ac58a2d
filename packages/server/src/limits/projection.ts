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
import { type Budget, bitsOf, budgetsFor, ceilingIn } from './drawn.ts'
import { isRates, isReserved, isSettled, type Rates, type Reserved, type Settled } from './leaf.ts'
import { minuteMs } from './period.ts'
import { Readings } from './readings.ts'
import { rateName, scopes } from './scope.ts'

/**
 * What is used and set aside of every budget. The same table counts the calls of the newest minute, in one row for each
 * scope whose period is that minute, so that everything a call writes lies together. The fold runs where the order of
 * the log is made: of a hundred calls at once, in however many processes, those that would pass a limit are refused.
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
  needs: ({ kind, data }) => {
    if (kind === 'call.ended') return outcomes.of(data).budgets.map(({ row }) => row)
    const { rates, budgets } = intents.of(data)
    const keys: RowKey[] = rates.map(({ name }) => ({ table: 'budgets', key: [name] }))
    for (const { row } of budgets) keys.push(row)
    return keys
  },
  apply: (entry, rows) => (entry.kind === 'call.allowed' ? opened(entry, rows) : ended(entry, rows)),
}

function opened({ data, at }: Entry, rows: Rows): readonly Change[] {
  const { rates, budgets, kept } = intents.take(data)
  const changes = rates.map(({ name, perMinute }) => counting(name, perMinute, at, rows('budgets', name)))
  if (kept === undefined) return changes
  const { tokens, money = 0, limits } = kept
  for (const budget of budgets) {
    const { name, period } = budget
    const before = rows('budgets', name)
    const [used, reserved] = before === undefined ? [0, 0] : [integer(before, 'used'), integer(before, 'reserved')]
    const after = reserved + (budget.unit === 'tokens' ? tokens : money)
    if (used + after > (ceilingIn(limits, budget) ?? 0)) throw new Conflict('over-budget', name)
    changes.push({ put: 'budgets', row: { name, period, used, reserved: after } })
  }
  return changes
}

/** An earlier minute can't come, because the log's time never runs back; a row that is ahead counts as this minute. */
function counting(name: string, perMinute: number, at: number, before: Row | undefined): Change {
  const minute = Math.floor(at / minuteMs)
  const calls = before !== undefined && Number(before.period) >= minute ? integer(before, 'used') : 0
  if (calls >= perMinute) throw new Conflict('over-rate', name)
  return { put: 'budgets', row: { name, period: String(minute), used: calls + 1, reserved: 0 } }
}

/**
 * What was set aside becomes what was used. An outcome without a settlement (after a crash) leaves everything set aside.
 * That a call has only one outcome is kept by the gate's fold (P2); whatever an outcome says, no more is released than
 * was set aside.
 */
function ended({ data }: Entry, rows: Rows): readonly Change[] {
  const { took, budgets } = outcomes.take(data)
  if (took === undefined) return []
  const { tokens, money = 0 } = took.reserved
  const changes: Change[] = []
  for (const { unit, name } of budgets) {
    const before = rows('budgets', name)
    // The outcome must be recorded even when its budget is gone (P2).
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

/** What an intent says of limits. */
interface Intent {
  readonly rates: readonly { readonly name: string; readonly perMinute: number }[]
  readonly kept: Reserved | undefined
  readonly budgets: readonly Budget[]
}

interface Outcome {
  readonly took: Settled | undefined
  readonly budgets: readonly Budget[]
}

const intents = new Readings((data): Intent => {
  const { reserved: kept, rate = noRates } = data
  if (kept === undefined && rate === noRates) return { rates: [], kept, budgets: [] }
  if (!isRates(rate) || !(kept === undefined || isReserved(kept))) throw malformed()
  const counted = { agent: string(data.agent), system: string(data.system) }
  const rates: { name: string; perMinute: number }[] = []
  for (const scope of scopes) {
    const perMinute = rate[scope]
    if (perMinute !== undefined) rates.push({ name: rateName(scope, counted), perMinute })
  }
  if (kept === undefined) return { rates, kept, budgets: [] }
  const { day, currency, limits } = kept
  return { rates, kept, budgets: budgetsFor({ ...counted, day, currency }, bitsOf(limits)) }
})

const noRates: Rates = {}

const outcomes = new Readings(({ settled: took }): Outcome => {
  if (took === undefined) return { took, budgets: [] }
  if (!isSettled(took)) throw malformed()
  return { took, budgets: budgetsFor(took, took.reserved.budgets) }
})

function string(value: unknown): string {
  if (typeof value !== 'string') throw malformed()
  return value
}

function malformed(): Conflict {
  return new Conflict('malformed', 'an entry has limits that can not be read')
}
