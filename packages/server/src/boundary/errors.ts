// SPDX-License-Identifier: EUPL-1.2

export type BoundaryErrorCode =
  /** A JSON value is nested deeper than `MAX_JSON_DEPTH`. */
  | 'too-deep'
  /** A JSON value has more members or more text than the bounds allow. */
  | 'too-large'
  /** A value that JSON can't express (a function, a bigint, NaN). */
  | 'not-json'
  /** An organisation's pattern or dictionary lies outside the safe subset. */
  | 'bad-pattern'
  /** A pseudonym key is too short. */
  | 'bad-key'

/** The one error of this room. Whoever catches it must refuse the value: what can't be inspected can't pass. */
export class BoundaryError extends Error {
  readonly code: BoundaryErrorCode

  constructor(code: BoundaryErrorCode, message: string) {
    super(message)
    this.name = 'BoundaryError'
    this.code = code
  }
}
