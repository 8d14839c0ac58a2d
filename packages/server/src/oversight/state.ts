// SPDX-License-Identifier: EUPL-1.2

/** open → approved → used, or open → one of the others. An approval that nobody uses in time expires too. */
export const caseStates = ['open', 'approved', 'used', 'rejected', 'vetoed', 'answered', 'expired', 'edited'] as const
export type CaseState = (typeof caseStates)[number]

export const verdicts = ['approve', 'edit', 'reject', 'respond', 'veto'] as const
export type Verdict = (typeof verdicts)[number]

/** An edit is not among them: it makes a new call, which the gate holds as a new case (P5). */
export type DirectVerdict = Exclude<Verdict, 'edit'>

/** What a verdict makes of an open case that then has `approvals` of the `quorum` it needs. */
export function stateAfter(verdict: DirectVerdict, approvals: number, quorum: number): CaseState {
  switch (verdict) {
    case 'approve':
      return approvals >= quorum ? 'approved' : 'open'
    case 'reject':
      return 'rejected'
    case 'respond':
      return 'answered'
    case 'veto':
      return 'vetoed'
  }
}

export function isDirectVerdict(value: unknown): value is DirectVerdict {
  return value !== 'edit' && verdicts.some((verdict) => verdict === value)
}

export function isCaseState(value: unknown): value is CaseState {
  return caseStates.some((state) => state === value)
}

export function isVerdict(value: unknown): value is Verdict {
  return verdicts.some((verdict) => verdict === value)
}
