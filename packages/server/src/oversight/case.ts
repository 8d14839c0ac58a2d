// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../journal/index.ts'
import type { Attachment } from './held-call.ts'
import type { CaseState, Verdict } from './state.ts'

export interface Named {
  readonly id: string
  readonly name: string
}

/** A rule of the policy as people see it. */
export interface CaseRule {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly explanation: { readonly nl?: string; readonly en?: string }
  readonly remedy?: string
}

export interface CaseSummary {
  readonly id: string
  readonly state: CaseState
  readonly openedAt: number
  readonly expiresAt: number
  readonly agent: Named
  readonly tool: string
  readonly summary: string
  readonly body: Named
  readonly rules: readonly string[]
  readonly run: string
  /** Whether whoever asks may give a verdict on it now: one that it waits for, or a veto. */
  readonly mayAct: boolean
}

/** A case as a reviewer needs it: what is about to happen, to whom, with which data, and why it was held. */
export interface Case {
  readonly id: string
  readonly state: CaseState
  readonly openedAt: number
  readonly expiresAt: number
  readonly decidedAt?: number
  /** Of the call as it will be executed; a verdict repeats it, so that nobody approves what they didn't see (P5). */
  readonly digest: string
  /** The agent's number of the call (P3). */
  readonly number?: number
  readonly agent: Named
  readonly system: Named & { readonly purpose: string; readonly accountable: Named }
  readonly run: string
  readonly task?: string
  readonly tool: string
  /** Null when the content was erased, and where it is long. */
  readonly arguments: JsonObject | null
  readonly attachments: readonly Attachment[]
  readonly facts: JsonObject
  /**
   * Only where the content is long: how much was sealed. Arguments, attachments and facts stand apart then, because the
   * case is read again and again and they never change.
   */
  readonly contentBytes?: number
  readonly labels: readonly string[]
  readonly findings: readonly string[]
  readonly rules: readonly CaseRule[]
  readonly body: Named & {
    readonly quorum: number
    readonly approvals: number
    readonly members: readonly Named[]
    readonly veto: readonly Named[]
  }
  readonly verdicts: readonly {
    readonly person: Named
    readonly verdict: Verdict
    readonly reason?: string
    readonly at: number
  }[]
  readonly replaces?: string
  readonly successor?: string
  /** The arguments of the case that this one replaces; absent where they are long. */
  readonly before?: JsonObject
  /** What a person answered the agent instead of letting the call go through. */
  readonly answer?: string
  /** Whether everyone who may decide was told by mail. */
  readonly notified: boolean
  readonly mayDecide: boolean
  readonly mayVeto: boolean
}
