// SPDX-License-Identifier: EUPL-1.2
import type { StopOrder, StopScope } from '../api-stops.ts'

/** What somebody is about to stop; a target still to be chosen is absent. */
export interface Aim {
  readonly scope: StopScope
  readonly target?: string
}

/** Whatever is less than everything. */
export type NamedScope = Exclude<StopScope, 'all'>

/** From the narrowest: of an address that names more than one, this counts. */
const namedScopes: readonly NamedScope[] = ['run', 'agent', 'system']

/** What a link to the stop names. */
type AimSearch = { readonly [scope in NamedScope]?: string }

export function readAim(search: Readonly<Record<string, unknown>>): AimSearch {
  const { scope, target } = aimOf(search)
  return scope === 'all' ? {} : { [scope]: target }
}

export function aimOf(search: Readonly<Record<string, unknown>>): Aim {
  for (const scope of namedScopes) {
    const target = search[scope]
    if (typeof target === 'string') return { scope, target }
  }
  return { scope: 'all' }
}

/** The order, once it is said what to stop. */
export function orderOf({ scope, target = '' }: Aim, reason: string): StopOrder | undefined {
  if (!isComplete({ scope, target })) return undefined
  return { scope, reason: reason.trim(), ...(scope === 'all' ? {} : { target: target.trim() }) }
}

export const isComplete = ({ scope, target = '' }: Aim): boolean => scope === 'all' || target.trim() !== ''
