// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'

export type BoundaryErrorCode =
  /** A JSON value is nested deeper than `MAX_JSON_DEPTH`. */
  | 'too-deep'
  /** A JSON value has more members or more text than the bounds allow. */
  | 'too-large'
  /** A value that JSON can't express (a function, a bigint, NaN). */
  | 'not-json'
  /** A pattern or dictionary of the organisation lies outside the safe subset; every problem, each with its place. */
  | 'bad-pattern'
  /** A pseudonym key is too short. */
  | 'bad-key'

/** Where something stands in an organisation's files; line and column count from 1. */
export interface RulePlace {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** What is wrong with a pattern or a dictionary of the organisation, and what to do. */
export interface RuleProblem extends RulePlace {
  readonly message: Text
}

/** The one error of this room. Whoever catches it must refuse the value: what can't be inspected can't pass. */
export class BoundaryError extends Error {
  readonly code: BoundaryErrorCode
  /** For `bad-pattern`: all that is wrong, each with file and line where they are known. */
  readonly problems: readonly RuleProblem[]

  constructor(code: BoundaryErrorCode, message: string, problems: readonly RuleProblem[] = []) {
    super(message)
    this.name = 'BoundaryError'
    this.code = code
    this.problems = problems
  }
}
