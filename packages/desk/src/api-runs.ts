// SPDX-License-Identifier: EUPL-1.2
// Tasks and runs as the people's API gives them.
import type { CaseSummary, Rule } from './api-cases.ts'
import type { Named } from './api-common.ts'
import type { Erasure } from './api-subjects.ts'

export interface Task extends Named {
  readonly agent: Named
}

export interface RunSummary {
  readonly id: string
  readonly state: string
  readonly agent: Named
  readonly task?: Named
  readonly startedAt: number
  /** In the hour of its newest call. */
  readonly activeAt: number
  readonly endedAt?: number
}

export interface RunCall {
  readonly id: string
  readonly at: number
  readonly action: 'callModel' | 'callTool'
  readonly resource: string
  readonly decision: 'allow' | 'deny' | 'hold'
  readonly rules: readonly Rule[]
  readonly reason?: string
  readonly outcome?: string
  /** Of one that failed: what the agent was told of it. */
  readonly failure?: string
  readonly case?: string
  /** Of a mail, as its outbox or the recipient's mail server knows it. */
  readonly messageId?: string
  readonly summary?: string
}

/** Among calls of other runs. */
export interface Call extends RunCall {
  readonly run: string
  readonly agent: Named
}

/** What somebody found out of a call of which nobody knew whether it was done. */
export interface Settlement {
  readonly as: 'done' | 'not-done'
  readonly reason: string
}

export interface Run extends RunSummary {
  readonly waiting: readonly CaseSummary[]
  readonly calls: readonly RunCall[]
  /** When its content was erased, and by whom. */
  readonly erased: readonly Erasure[]
}
