// SPDX-License-Identifier: EUPL-1.2
import type { Limits, Organisation } from '../organisation/index.ts'
import type { Ceilings, Rates, Reserved } from './leaf.ts'
import type { Applying, Counted, Scope } from './scope.ts'

/** Everything that limits one caller, in the form of the organisation's files and in that of an intent. */
export interface CallerLimits {
  readonly applying: Applying
  /** The calls a minute. */
  readonly rates: Rates | undefined
  /** The amounts of every budget. */
  readonly ceilings: Reserved['limits'] | undefined
  /** The currency of the budgets of money. */
  readonly currency: string | undefined
}

type ByAgent = Map<string, { readonly system: string; readonly limits: CallerLimits }>

const kept = new WeakMap<Organisation, ByAgent>()

/** Every call asks for this twice, so it is made once for each agent of a loaded organisation. */
export function limitsOf(organisation: Organisation, { agent, system }: Counted): CallerLimits {
  const byAgent: ByAgent = kept.get(organisation) ?? new Map()
  const known = byAgent.get(agent)
  if (known?.system === system) return known.limits
  const limits = readLimits(organisation, { agent, system })
  kept.set(organisation, byAgent.set(agent, { system, limits }))
  return limits
}

function readLimits({ settings, systems, agents }: Organisation, { agent, system }: Counted): CallerLimits {
  const applying: { scope: Scope; limits: Limits }[] = []
  const add = (scope: Scope, limits: Limits | undefined): void => {
    if (limits !== undefined) applying.push({ scope, limits })
  }
  add('organisation', settings.limits)
  add('system', systems.get(system)?.limits)
  add('agent', agents.get(agent)?.limits)
  const currency = applying.find(({ limits }) => amountsOf(limits.money) !== undefined)?.limits.money?.currency
  // Each intent holds them, with its members in the order of their names.
  const byName = applying.toSorted(({ scope: a }, { scope: b }) => (a < b ? -1 : 1))
  return { applying, rates: ratesIn(byName), ceilings: ceilingsIn(byName), currency }
}

function ratesIn(applying: Applying): Rates | undefined {
  const rates: Partial<Record<Scope, number>> = {}
  for (const { scope, limits } of applying) {
    if (limits.calls.perMinute !== undefined) rates[scope] = limits.calls.perMinute
  }
  return Object.keys(rates).length === 0 ? undefined : rates
}

function ceilingsIn(applying: Applying): Reserved['limits'] | undefined {
  const found: Partial<Record<Scope, Ceilings>> = {}
  for (const { scope, limits } of applying) {
    const tokens = amountsOf(limits.tokens)
    const money = amountsOf(limits.money)
    if (tokens !== undefined || money !== undefined) found[scope] = { money, tokens }
  }
  return Object.keys(found).length === 0 ? undefined : found
}

function amountsOf(
  limit: { readonly perDay?: number | undefined; readonly perMonth?: number | undefined } | undefined,
) {
  if (limit === undefined || (limit.perDay === undefined && limit.perMonth === undefined)) return undefined
  return { day: limit.perDay, month: limit.perMonth }
}
