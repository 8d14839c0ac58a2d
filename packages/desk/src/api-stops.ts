// SPDX-License-Identifier: EUPL-1.2
// Stops as the people's API gives them.
import type { Named } from './api-common.ts'

export type StopScope = 'all' | 'agent' | 'system' | 'run'

/** One that was lifted. */
export interface PastStop extends Omit<Stop, 'recorded'> {
  readonly liftedAt: number
  readonly liftedBy?: Named
  readonly liftedReason?: string
}

export interface Stop {
  readonly id: string
  readonly scope: StopScope
  readonly target?: string
  readonly orderedAt: number
  readonly by?: Named
  readonly reason?: string
  readonly recorded: boolean
}

export interface StopOrder {
  readonly scope: StopScope
  readonly target?: string
  readonly reason: string
}
