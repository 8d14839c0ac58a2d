// SPDX-License-Identifier: EUPL-1.2

/** Why a call goes beyond what its agent, system or organisation may use; docs/reference/errors.md says what to do. */
export type LimitErrorCode =
  /** More calls in this minute than the limit. */
  | 'over-rate'
  /** As many calls of this agent, system or organisation are under way as may be at once. */
  | 'too-many-at-once'
  /** The whole gate carries as many calls as it can. */
  | 'busy'
  /** Sluis is closing. */
  | 'closing'
  /** The day's or the month's tokens or money don't cover what this call may take. */
  | 'over-budget'
  /** Nothing says how much this call may take at most, so it can't be set against a budget. */
  | 'no-bound'

export class LimitError extends Error {
  readonly code: LimitErrorCode
  /** When asking again may help. */
  readonly retryAfterSeconds: number | undefined
  constructor(code: LimitErrorCode, message: string, retryAfterSeconds?: number) {
    super(message)
    this.name = 'LimitError'
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}
