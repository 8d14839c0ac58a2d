// SPDX-License-Identifier: EUPL-1.2

/** Why a call goes beyond what its agent, system or organisation may use; docs/reference/errors.md says what to do. */
export type LimitErrorCode =
  /** More calls in this minute than the limit. */
  | 'over-rate'
  /** The agent, its system or the organisation has as many calls under way as it may have at once. */
  | 'too-many-at-once'
  /** The gate as a whole has as many calls under way as it can carry. */
  | 'busy'
  /** Sluis is closing. */
  | 'closing'
  /** What is left of the day's or month's tokens or money doesn't cover the most that this call may take. */
  | 'over-budget'
  /** Nothing bounds what this call may take, so it can't be set against a budget. */
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
