// SPDX-License-Identifier: EUPL-1.2
import type { StopOrder } from '../api-stops.ts'

/** What somebody is about to stop; a target still to be chosen is absent. */
export interface Aim {
  readonly scope: 'all' | 'agent' | 'run'
  readonly target?: string
}

/** What a link to the stop names. */
export const aimOf = ({ run, agent }: { readonly run?: string; readonly agent?: string }): Aim =>
  run !== undefined
    ? { scope: 'run', target: run }
    : agent !== undefined
      ? { scope: 'agent', target: agent }
      : { scope: 'all' }

/** The order, once it is said what to stop. */
export function orderOf({ scope, target = '' }: Aim, reason: string): StopOrder | undefined {
  if (!isComplete({ scope, target })) return undefined
  return { scope, reason: reason.trim(), ...(scope === 'all' ? {} : { target: target.trim() }) }
}

export const isComplete = ({ scope, target = '' }: Aim): boolean => scope === 'all' || target.trim() !== ''
