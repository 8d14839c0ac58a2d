// SPDX-License-Identifier: EUPL-1.2
import type { Limits, Organisation } from '../organisation/index.ts'

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

export function limitsOf({ settings, systems, agents }: Organisation, { agent, system }: Counted): Applying {
  const applying: { scope: Scope; limits: Limits }[] = []
  const add = (scope: Scope, limits: Limits | undefined): void => {
    if (limits !== undefined) applying.push({ scope, limits })
  }
  add('organisation', settings.limits)
  add('system', systems.get(system)?.limits)
  add('agent', agents.get(agent)?.limits)
  return applying
}

/** How a scope is named in the tables: `organisation`, `system:weekly-report`, `agent:reporter`. */
export function scopeName(scope: Scope, { agent, system }: Counted): string {
  if (scope === 'organisation') return scope
  return `${scope}:${scope === 'system' ? system : agent}`
}
