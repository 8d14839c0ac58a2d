// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../journal/index.ts'
import type { Model, Organisation, Price } from '../organisation/index.ts'
import { boundOf, costOf, type Tokens } from './bound.ts'
import { LimitError } from './error.ts'
import type { Reserved, Settled } from './leaf.ts'
import { type Applying, type Counted, limitsOf } from './scope.ts'

/** What a call asks of the limits that apply to it: `data` stands in its intent, the rest settles it. */
export interface Claim {
  readonly data: JsonObject
  /** Undefined for a call that only a limit on calls applies to. */
  readonly reserved: Reserved | undefined
  /** Of every provider that the call may go to, in their order: which of them answers, nobody knows yet. */
  readonly prices: readonly (Price | undefined)[]
}

export interface ClaimedCall extends Counted {
  readonly organisation: Organisation
  /** The model at each provider that the call may go to; none for a tool. */
  readonly models: readonly Model[]
  readonly body: JsonObject
  readonly maxOutputTokens: number | undefined
  readonly day: string
}

/** What a call claims, or undefined when nothing limits it. Throws `no-bound`. */
export function claimOf(call: ClaimedCall): Claim | undefined {
  const applying = limitsOf(call.organisation, call)
  const rate = ratesOf(applying)
  const kept = call.models.length === 0 ? undefined : reservedFor(call, applying)
  if (rate === undefined && kept === undefined) return undefined
  const data = {
    ...(rate === undefined ? {} : { rate }),
    ...(kept === undefined ? {} : { reserved: { ...kept } }),
  }
  return { data, reserved: kept, prices: call.models.map(({ price }) => price) }
}

function ratesOf(applying: Applying): JsonObject | undefined {
  const rates = applying.flatMap(({ scope, limits }) =>
    limits.calls.perMinute === undefined ? [] : [[scope, limits.calls.perMinute] as const],
  )
  return rates.length === 0 ? undefined : Object.fromEntries(rates)
}

function reservedFor(call: ClaimedCall, applying: Applying): Reserved | undefined {
  const limits = applying.flatMap(({ scope, limits }) => {
    const tokens = amountsOf(limits.tokens)
    const money = amountsOf(limits.money)
    const ceiling = { ...(tokens && { tokens }), ...(money && { money }) }
    return tokens === undefined && money === undefined ? [] : [[scope, ceiling] as const]
  })
  if (limits.length === 0) return undefined
  const bounds = call.models.map((model) => boundOf(model, call.body, call.maxOutputTokens))
  const currency = applying.find(({ limits }) => amountsOf(limits.money) !== undefined)?.limits.money?.currency
  if (currency !== undefined && call.models.some(({ price }) => price?.currency !== currency)) {
    throw new LimitError('no-bound', `a budget in ${currency} applies, and this model has no price in it`)
  }
  const prices = call.models.flatMap(({ price }) => price ?? [])
  return {
    day: call.day,
    tokens: Math.max(...bounds.map(({ input, output }) => input + output)),
    ...(currency === undefined ? {} : { money: Math.max(...bounds.map((bound) => dearest(prices, bound))), currency }),
    limits: Object.fromEntries(limits),
  }
}

function amountsOf(
  limit: { readonly perDay?: number | undefined; readonly perMonth?: number | undefined } | undefined,
) {
  const { perDay, perMonth } = limit ?? {}
  if (perDay === undefined && perMonth === undefined) return undefined
  return { ...(perDay !== undefined && { day: perDay }), ...(perMonth !== undefined && { month: perMonth }) }
}

/** How a call ended, as far as budgets go. */
export type Spent =
  /** It certainly did not happen. */
  | 'nothing'
  /** Nobody knows how much. */
  | 'unknown'
  | Tokens

/**
 * What a call's outcome settles: what the model said, or all that was reserved where nobody knows. `route` is the place
 * of the provider that answered, whose price then counts.
 */
export function settlementOf(
  { reserved: kept, prices }: Claim,
  { agent, system }: Counted,
  spent: Spent,
  route: number | undefined,
) {
  if (kept === undefined) return undefined
  const { day, tokens, money, currency } = kept
  const answered = route === undefined ? undefined : prices[route]
  const took = tookOf(spent, kept, answered === undefined ? prices.filter((price) => price !== undefined) : [answered])
  return {
    agent,
    system,
    day,
    tokens: took?.tokens ?? tokens,
    ...(money === undefined || currency === undefined ? {} : { money: took?.money ?? money, currency }),
  } satisfies Settled
}

/** More than any call takes: an endpoint's own figure must not make sums that no number holds. */
const mostTokens = 1_000_000_000

function tookOf(spent: Spent, kept: Reserved, prices: readonly Price[]) {
  if (spent === 'nothing') return { tokens: 0, money: 0 }
  if (spent === 'unknown' || ![spent.input, spent.output].every(isCredible)) return undefined
  return { tokens: spent.input + spent.output, money: kept.money === undefined ? 0 : dearest(prices, spent) }
}

/** What it costs at the dearest provider that it may have gone to. */
function dearest(prices: readonly Price[], tokens: Tokens): number {
  return Math.max(...prices.map((price) => costOf(price, tokens)))
}

function isCredible(tokens: number): boolean {
  return Number.isSafeInteger(tokens) && tokens >= 0 && tokens <= mostTokens
}
