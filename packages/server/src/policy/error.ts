// SPDX-License-Identifier: EUPL-1.2

/**
 * `policies-invalid`: a rule of the organisation can't be taken; nothing of the set is loaded.
 * `cases-unreadable`: a file with policy cases doesn't say what it should.
 */
export type PolicyErrorCode = 'policies-invalid' | 'cases-unreadable'

/** What is wrong with policy files, each problem with file and line, so that the author can go there and mend it. */
export class PolicyError extends Error {
  readonly code: PolicyErrorCode
  readonly problems: readonly string[]
  constructor(code: PolicyErrorCode, problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'PolicyError'
    this.code = code
    this.problems = problems
  }
}
