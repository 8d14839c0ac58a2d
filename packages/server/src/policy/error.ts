// SPDX-License-Identifier: EUPL-1.2
import { type Problem, tellProblem } from '../organisation/index.ts'

/**
 * `policies-invalid`: a rule of the organisation is refused, and so nothing of the set is loaded. `cases-unreadable`: a
 * file with policy cases doesn't have the form that it should.
 */
type PolicyErrorCode = 'policies-invalid' | 'cases-unreadable'

/** What is wrong with policy files, each problem with file and line, so that the author can go there and mend it. */
export class PolicyError extends Error {
  readonly code: PolicyErrorCode
  readonly problems: readonly Problem[]
  constructor(code: PolicyErrorCode, problems: readonly Problem[]) {
    super(problems.map((problem) => tellProblem(problem, 'en')).join('\n'))
    this.name = 'PolicyError'
    this.code = code
    this.problems = problems
  }
}
