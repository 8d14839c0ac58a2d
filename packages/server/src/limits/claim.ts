// SPDX-License-Identifier: EUPL-1.2
import type { Model, Organisation, Price } from '../organisation/index.ts'
import { boundOf, costOf, type ModelRequest, type Tokens } from './bound.ts'
import { type CallerLimits, limitsOf } from './caller-limits.ts'
import { bitsOf } from './drawn.ts'
import { LimitError } from './error.ts'
import type { Rates, Reserved, Settled } from './leaf.ts'
import type { Counted } from './scope.ts'

/** What a call's intent claims from the limits that apply to it, and what is needed to settle it afterwards. */
export interface Claim {
  readonly rates: Rates | undefined
  /** Undefined for a call that only a limit on calls applies to. */
  readonly reserved: Reserved | undefined
  /** The price at each provider that the call may go to, in their order: which of them answers isn't known yet. */
  readonly prices: readonly (Price | undefined)[]
}

/** The request and its possible models: one for each provider that the call may go to, none for a tool. */
export interface ClaimedRequest extends ModelRequest {
  readonly models: readonly Model[]
}

/** What a call claims, or undefined when nothing limits it. Throws `no-bound`. */
export function claimOf(
  organisation: Organisation,
  caller: Counted,
  request: ClaimedRequest,
  day: string,
): Claim | undefined {
  const limits = limitsOf(organisation, caller)
  const { rates } = limits
  const reserved = reservedFor(limits, request, day)
  if (rates === undefined && reserved === undefined) return undefined
  return { rates, reserved, prices: request.models.map(({ price }) => price) }
}

function reservedFor(
  { ceilings: limits, currency }: CallerLimits,
  request: ClaimedRequest,
  day: string,
): Reserved | undefined {
  const { models } = request
  if (limits === undefined || models.length === 0) return undefined
  const bounds = models.map((model) => boundOf(model, request))
  if (currency !== undefined && models.some(({ price }) => price?.currency !== currency)) {
    throw new LimitError('no-bound', `a budget in ${currency} applies, and this model has no price in it`)
  }
  let [tokens, money] = [0, 0]
  for (const bound of bounds) {
    tokens = Math.max(tokens, bound.input + bound.output)
    if (currency === undefined) continue
    // Which provider answers isn't known yet, so every bound is priced at every provider, and the highest counts.
    for (const { price } of models) if (price !== undefined) money = Math.max(money, costOf(price, bound))
  }
  return currency === undefined ? { day, limits, tokens } : { currency, day, limits, money, tokens }
}

/** How a call ended, as far as budgets go. */
export type Spent =
  /** The call certainly did not happen. */
  | 'nothing'
  /** Nobody knows how much. */
  | 'unknown'
  | Tokens

/**
 * What a call's outcome settles: what the model said it used, or all that was reserved when that isn't known. `route` is
 * the position of the provider that answered; its price then counts.
 */
export function settlementOf(
  { reserved: kept, prices }: Claim,
  { agent, system }: Counted,
  spent: Spent,
  route: number | undefined,
): Settled | undefined {
  if (kept === undefined) return undefined
  const { day, tokens, money, currency, limits } = kept
  const answered = route === undefined ? undefined : prices[route]
  const took = tookOf(spent, kept, answered === undefined ? prices.filter((price) => price !== undefined) : [answered])
  const used = took?.tokens ?? tokens
  const budgets = bitsOf(limits)
  if (money === undefined || currency === undefined) {
    return { agent, day, reserved: { budgets, tokens }, system, tokens: used }
  }
  const reserved = { budgets, money, tokens }
  return { agent, currency, day, money: took?.money ?? money, reserved, system, tokens: used }
}

/** More than any call takes: a figure from an endpoint must not lead to sums beyond safe integers. */
const mostTokens = 1_000_000_000

function tookOf(spent: Spent, kept: Reserved, prices: readonly Price[]) {
  if (spent === 'nothing') return { tokens: 0, money: 0 }
  if (spent === 'unknown' || ![spent.input, spent.output].every(isCredible)) return undefined
  return { tokens: spent.input + spent.output, money: kept.money === undefined ? 0 : dearest(prices, spent) }
}

/** The cost at the most expensive provider that the call may have gone to. */
function dearest(prices: readonly Price[], tokens: Tokens): number {
  return Math.max(...prices.map((price) => costOf(price, tokens)))
}

function isCredible(tokens: number): boolean {
  return Number.isSafeInteger(tokens) && tokens >= 0 && tokens <= mostTokens
}
