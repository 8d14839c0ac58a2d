// SPDX-License-Identifier: EUPL-1.2

const scopes = ['all', 'agent', 'system', 'run'] as const
export type StopScope = (typeof scopes)[number]

export interface StopOrder {
  readonly id: string
  readonly scope: StopScope
  /** The agent, system or run; absent when everything is stopped. */
  readonly target?: string
  readonly orderedAt: number
  /** The id of the person who pressed. */
  readonly by: string
  readonly reason: string
}

/** Whom a call comes from: what stops are matched against. */
export interface Caller {
  readonly agent: string
  readonly system: string
  readonly run: string
  /** The id of the agent key that was shown, or under which the run key was made; absent where there is none. */
  readonly key?: string
}

export function isScope(value: unknown): value is StopScope {
  return scopes.some((scope) => scope === value)
}

export function covers(order: Pick<StopOrder, 'scope' | 'target'>, caller: Caller): boolean {
  return order.scope === 'all' || caller[order.scope] === order.target
}
