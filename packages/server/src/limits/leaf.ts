// SPDX-License-Identifier: EUPL-1.2
// What the leaves of a call say of limits. They are checked at every call, in the thread that orders the log, so the
// checks copy nothing; anything that doesn't have exactly this shape is refused.
import { type Scope, scopes } from './scope.ts'

/** In tokens, or in millionths of the currency. */
type Amounts = { readonly day?: number | undefined; readonly month?: number | undefined }
export type Ceilings = { readonly tokens?: Amounts | undefined; readonly money?: Amounts | undefined }

/** What an intent sets aside: the upper bound, and the limits that it was held against. */
export type Reserved = {
  readonly day: string
  readonly tokens: number
  /** Millionths of the currency. */
  readonly money?: number | undefined
  readonly currency?: string | undefined
  readonly limits: { readonly [scope in Scope]?: Ceilings | undefined }
}

/** What an outcome settles: what the call took, in place of what its intent set aside. */
export type Settled = {
  readonly agent: string
  readonly system: string
  readonly day: string
  readonly tokens: number
  readonly money?: number | undefined
  readonly currency?: string | undefined
  readonly reserved: {
    readonly tokens: number
    readonly money?: number | undefined
    /** Which budgets: one bit for each, ordered by organisation, system, agent; then tokens, money; then day, month. */
    readonly budgets: number
  }
}

/** The calls a minute that an intent was held against. */
export type Rates = { readonly [scope in Scope]?: number | undefined }

export function isReserved(value: unknown): value is Reserved {
  if (!isObject(value) || !hasOnly(value, membersOfReserved)) return false
  if (!isTaken(value) || !isObject(value.limits) || !hasOnly(value.limits, scopes)) return false
  for (const scope of scopes) if (!isOptional(value.limits[scope], isCeilings)) return false
  return true
}

export function isSettled(value: unknown): value is Settled {
  if (!isObject(value) || !hasOnly(value, membersOfSettled)) return false
  if (typeof value.agent !== 'string' || typeof value.system !== 'string' || !isObject(value.reserved)) return false
  const { tokens, money, budgets } = value.reserved
  if (!hasOnly(value.reserved, membersOfKept) || !isAmount(tokens) || !isOptional(money, isAmount)) return false
  return isAmount(budgets) && isTaken(value)
}

const membersOfReserved = ['day', 'tokens', 'money', 'currency', 'limits']
const membersOfSettled = ['agent', 'system', 'day', 'tokens', 'money', 'currency', 'reserved']
const membersOfKept = ['tokens', 'money', 'budgets']

export function isRates(value: unknown): value is Rates {
  if (!isObject(value) || !hasOnly(value, scopes)) return false
  for (const scope of scopes) if (!isOptional(value[scope], isAmount)) return false
  return true
}

function isTaken({ day, tokens, money, currency }: Members): boolean {
  return isDay(day) && isAmount(tokens) && isOptional(money, isAmount) && isOptional(currency, isText)
}

function isCeilings(value: unknown): boolean {
  if (!isObject(value) || !hasOnly(value, ['tokens', 'money'])) return false
  return isOptional(value.tokens, isAmounts) && isOptional(value.money, isAmounts)
}

function isAmounts(value: unknown): boolean {
  if (!isObject(value) || !hasOnly(value, ['day', 'month'])) return false
  return isOptional(value.day, isAmount) && isOptional(value.month, isAmount)
}

type Members = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: Members, known: readonly string[]): boolean {
  for (const name in value) if (!known.includes(name)) return false
  return true
}

function isOptional(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value)
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(value)
}
