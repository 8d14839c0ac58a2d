// SPDX-License-Identifier: EUPL-1.2

import { z } from 'zod'
import {
  type Change,
  Conflict,
  type Entry,
  integer,
  type Projection,
  type Row,
  type RowKey,
  type Rows,
  text,
} from '../journal/index.ts'
import { type Reserved, reserved, type Settled, settled } from './claim.ts'
import { minuteMs, type Per, periodOf } from './period.ts'
import { type Counted, type Scope, scopeName, scopes } from './scope.ts'

/**
 * What is used and set aside of every budget, and the calls of the current minute. The fold runs where the order of the
 * log is made, so of a hundred calls at once, in however many processes, those that would pass a limit are refused.
 */
export const budgets: Projection = {
  room: 'limits',
  tables: [
    {
      name: 'budgets',
      columns: { scope: 'TEXT', unit: 'TEXT', period: 'TEXT', used: 'BIGINT', reserved: 'BIGINT', ceiling: 'BIGINT' },
      key: ['scope', 'unit', 'period'],
      indexes: [['period']],
    },
    { name: 'reservations', columns: { call: 'TEXT', lines: 'TEXT', at: 'BIGINT' }, key: ['call'] },
    { name: 'rates', columns: { scope: 'TEXT', minute: 'BIGINT', calls: 'BIGINT' }, key: ['scope'] },
  ],
  kinds: ['call.allowed', 'call.ended'],
  needs: (entry) => {
    if (entry.kind === 'call.allowed') {
      const { lines, rates } = claimed(entry)
      return [...lines.map(budgetKey), ...rates.map(({ scope }) => ({ table: 'rates', key: [scope] }))]
    }
    if (entry.kind !== 'call.ended' || entry.data.settled === undefined) return []
    return [{ table: 'reservations', key: [string(entry.data.call)] }, ...keysOf(readSettled(entry.data.settled))]
  },
  apply: (entry, rows) => {
    if (entry.kind === 'call.allowed') return opened(entry, rows)
    if (entry.kind === 'call.ended' && entry.data.settled !== undefined) return ended(entry, rows)
    return []
  },
}

/** One budget that a call draws on. */
interface Line {
  readonly scope: string
  /** `tokens`, or the currency of the money. */
  readonly unit: string
  readonly period: string
  readonly amount: number
}

const rateShape = z.partialRecord(z.enum(scopes), z.int().min(1))
const linesShape = z.array(z.strictObject({ scope: z.string(), unit: z.string(), period: z.string(), amount: z.int() }))
const [readReserved, readSettled] = [reader(reserved), reader(settled)]
const [readRates, readLines] = [reader(rateShape), reader(linesShape)]

function claimed({ data }: Entry) {
  if (data.reserved === undefined && data.rate === undefined) return { lines: [], rates: [] }
  const counted = { agent: string(data.agent), system: string(data.system) }
  const kept = data.reserved === undefined ? undefined : readReserved(data.reserved)
  const rate = data.rate === undefined ? {} : readRates(data.rate)
  const rates = scopes.flatMap((scope) => {
    const perMinute = rate[scope]
    return perMinute === undefined ? [] : [{ scope: scopeName(scope, counted), perMinute }]
  })
  return { lines: kept === undefined ? [] : linesOf(kept, counted), rates }
}

function linesOf(kept: Reserved, counted: Counted): readonly (Line & { readonly ceiling: number })[] {
  const { day, tokens, money = 0, currency = '' } = kept
  const lines = (scope: Scope, unit: 'tokens' | 'money', per: Per) => {
    const ceiling = kept.limits[scope]?.[unit]?.[per]
    if (ceiling === undefined) return []
    const measure = unit === 'tokens' ? { unit, amount: tokens } : { unit: currency, amount: money }
    return [{ scope: scopeName(scope, counted), period: periodOf(day, per), ceiling, ...measure }]
  }
  return scopes.flatMap((scope) =>
    (['tokens', 'money'] as const).flatMap((unit) => [...lines(scope, unit, 'day'), ...lines(scope, unit, 'month')]),
  )
}

function opened(entry: Entry, rows: Rows): readonly Change[] {
  const { lines, rates } = claimed(entry)
  if (lines.length === 0 && rates.length === 0) return []
  const counted = rates.map(({ scope, perMinute }) => counting(scope, perMinute, entry.at, rows('rates', scope)))
  const drawn = lines.map(({ ceiling, amount, ...line }) => {
    const before = rows('budgets', line.scope, line.unit, line.period)
    const [used, kept] = before === undefined ? [0, 0] : [integer(before, 'used'), integer(before, 'reserved')]
    if (used + kept + amount > ceiling) throw new Conflict('over-budget', `${line.scope} ${line.unit} ${line.period}`)
    return { put: 'budgets', row: { ...line, used, reserved: kept + amount, ceiling } }
  })
  if (lines.length === 0) return counted
  const kept = lines.map(({ ceiling: _, ...line }) => line)
  const row = { call: string(entry.data.call), lines: JSON.stringify(kept), at: entry.at }
  return [...counted, ...drawn, { put: 'reservations', row }]
}

/** A minute that is not later than the one before is the same: the log's time never runs back. */
function counting(scope: string, perMinute: number, at: number, before: Row | undefined): Change {
  const minute = Math.floor(at / minuteMs)
  const calls = before !== undefined && integer(before, 'minute') >= minute ? integer(before, 'calls') : 0
  if (calls >= perMinute) throw new Conflict('over-rate', scope)
  return { put: 'rates', row: { scope, minute, calls: calls + 1 } }
}

/** What was set aside becomes what was used. An outcome without a settlement (after a crash) leaves all set aside. */
function ended({ data }: Entry, rows: Rows): readonly Change[] {
  const call = string(data.call)
  const reservation = rows('reservations', call)
  // An outcome is recorded whatever became of its reservation: a budget is no reason to lose one (P2).
  if (reservation === undefined) return []
  const took = readSettled(data.settled)
  const drawn = readLines(JSON.parse(text(reservation, 'lines'))).flatMap(({ scope, unit, period, amount }) => {
    const before = rows('budgets', scope, unit, period)
    if (before === undefined) return []
    const used = integer(before, 'used') + (unit === 'tokens' ? took.tokens : (took.money ?? amount))
    return [{ put: 'budgets', row: { ...before, used, reserved: integer(before, 'reserved') - amount } }]
  })
  return [...drawn, { delete: 'reservations', key: [call] }]
}

/** Every budget that the call may have drawn on: which of them it did, its reservation knows. */
function keysOf({ day, currency, ...counted }: Settled): readonly RowKey[] {
  const units = ['tokens', ...(currency === undefined ? [] : [currency])]
  return scopes.flatMap((scope) =>
    units.flatMap((unit) =>
      (['day', 'month'] as const).map((per) =>
        budgetKey({ scope: scopeName(scope, counted), unit, period: periodOf(day, per) }),
      ),
    ),
  )
}

function budgetKey({ scope, unit, period }: Omit<Line, 'amount'>): RowKey {
  return { table: 'budgets', key: [scope, unit, period] }
}

/** `needs` and `apply` read the same entry, and reading by schema takes longer than all else here: it is done once. */
function reader<T>(shape: z.ZodType<T>): (value: unknown) => T {
  const known = new WeakMap<object, T>()
  return (value) => {
    const isObject = typeof value === 'object' && value !== null
    const before = isObject ? known.get(value) : undefined
    if (before !== undefined) return before
    const parsed = shape.safeParse(value)
    if (!parsed.success) throw new Conflict('malformed', 'an entry has limits that can not be read')
    if (isObject) known.set(value, parsed.data)
    return parsed.data
  }
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new Conflict('malformed', 'an entry with limits lacks a text')
  return value
}
