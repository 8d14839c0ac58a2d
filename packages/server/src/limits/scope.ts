// SPDX-License-Identifier: EUPL-1.2
import type { Limits } from '../organisation/index.ts'

/** Whose limits these are: every call counts for its agent, for its agent's system and for the organisation. */
export const scopes = ['organisation', 'system', 'agent'] as const
export type Scope = (typeof scopes)[number]

/** Who calls, as far as limits go. */
export interface Counted {
  readonly agent: string
  readonly system: string
}

/** The limits that apply to one caller; a scope without any is left out. */
export type Applying = readonly { readonly scope: Scope; readonly limits: Limits }[]

/** How a scope is named in the tables: `organisation`, `system:weekly-report`, `agent:reporter`. */
export function scopeName(scope: Scope, { agent, system }: Counted): string {
  if (scope === 'organisation') return scope
  return `${scope}:${scope === 'system' ? system : agent}`
}

/** The row name under which the calls of a scope are counted, beside its budgets. */
export function rateName(scope: Scope, counted: Counted): string {
  return `${scopeName(scope, counted)} calls`
}
