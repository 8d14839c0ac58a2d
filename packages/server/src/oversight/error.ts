// SPDX-License-Identifier: EUPL-1.2
import { Conflict } from '../journal/index.ts'

/** Why the fold refuses an entry: the `reason` of its `Conflict`. */
export type CaseRefusal =
  /** An entry lacks what a case is made of. */
  | 'case-malformed'
  | 'case-known'
  /** The same call of the same run waits already. */
  | 'case-open-already'
  | 'too-many-open-cases'
  | 'case-unknown'
  | 'case-not-open'
  | 'case-not-approved'
  | 'approval-used'
  | 'case-expired'
  | 'case-not-expired'
  /** What is released or edited is not the call that the case is about (P5). */
  | 'case-other-call'
  | 'verdict-given'
  | 'case-notified'

export function refuse(reason: CaseRefusal, message: string): Conflict {
  return new Conflict(reason, message)
}

/** Why a person's wish is refused before it becomes an entry. */
export type OversightErrorCode =
  | 'case-unknown'
  /** Only members of the case's body who are reviewers decide it. */
  | 'not-a-member'
  | 'no-veto-right'
  /** The case is not the one that the person looked at. */
  | 'digest-mismatch'
  /** The call's content was erased, so nobody can see what they would approve. */
  | 'call-erased'
  /** Somebody who decided was erased since; whether this person did can't be told any more. */
  | 'voter-erased'

export class OversightError extends Error {
  readonly code: OversightErrorCode
  constructor(code: OversightErrorCode, message: string) {
    super(message)
    this.name = 'OversightError'
    this.code = code
  }
}
