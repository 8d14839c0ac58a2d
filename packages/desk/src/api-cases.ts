// SPDX-License-Identifier: EUPL-1.2
// Cases as the people's API gives them.
import type { Language, Named } from './api-common.ts'

export type CaseState = 'open' | 'approved' | 'used' | 'rejected' | 'vetoed' | 'answered' | 'expired' | 'edited'

export interface CaseSummary {
  readonly id: string
  readonly state: CaseState
  /** Times are epoch milliseconds, here and below. */
  readonly openedAt: number
  readonly expiresAt: number
  readonly agent: Named
  readonly tool: string
  readonly summary: string
  readonly body: Named
  readonly rules: readonly string[]
  /** Whether this person may give a verdict on it now, be it a veto. */
  readonly mayAct: boolean
}

export interface Rule {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly explanation: Readonly<Partial<Record<Language, string>>>
  readonly remedy?: string
}

export interface Attachment {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export interface Given {
  readonly person: Named
  readonly verdict: 'approve' | 'edit' | 'reject' | 'respond' | 'veto'
  readonly reason?: string
  readonly at: number
}

export interface Case {
  readonly id: string
  readonly state: CaseState
  readonly openedAt: number
  readonly expiresAt: number
  readonly decidedAt?: number
  readonly digest: string
  readonly number?: number
  readonly agent: Named
  readonly system: Named & { readonly purpose: string; readonly accountable: Named }
  readonly run: string
  readonly task?: string
  readonly tool: string
  /** Null when the content was erased, and where it is long and stands apart. */
  readonly arguments: unknown
  readonly attachments: readonly Attachment[]
  readonly facts: unknown
  /** Only where the content is long: how much was sealed. */
  readonly contentBytes?: number
  readonly labels: readonly string[]
  readonly findings: readonly string[]
  readonly rules: readonly Rule[]
  readonly body: Named & { readonly quorum: number; readonly approvals: number; readonly members: readonly Named[] }
  readonly verdicts: readonly Given[]
  readonly replaces?: string
  readonly successor?: string
  readonly before?: unknown
  readonly answer?: string
  /** Whether everyone who may decide was told by mail. */
  readonly notified: boolean
  readonly mayDecide: boolean
  readonly mayVeto: boolean
}

/** What a case is about, whole; it never changes. */
export interface CaseContent {
  readonly arguments: unknown
  readonly attachments: readonly Attachment[]
  readonly context: unknown
}

export interface Verdict {
  readonly verdict: 'approve' | 'edit' | 'reject' | 'veto'
  readonly digest: string
  readonly reason?: string
  readonly arguments?: unknown
}
