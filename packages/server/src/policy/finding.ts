// SPDX-License-Identifier: EUPL-1.2
import type { Problem } from '../organisation/index.ts'
import type { CompiledRule } from './rule.ts'

/**
 * `invalid`: the rules can't be loaded. `unknown-name`: a rule names something that the organisation doesn't have.
 * `reaches-nothing`: the scope fits no agent and tool or model. `always-overridden`: a permit or a hold that never has
 * an effect, because another rule forbids each of its calls without a remedy. `remedy-never-lifts`: the remedy changes
 * nothing that the rule looks at. `nobody-to-ask`: a body that can't reach its quorum. `source-writable`: an agent could
 * write the facts that bind it. `doubtful`: Cedar's own validator warns, for example about a condition that is never
 * true or letters that look alike.
 */
export type FindingCode =
  | 'invalid'
  | 'unknown-name'
  | 'reaches-nothing'
  | 'always-overridden'
  | 'remedy-never-lifts'
  | 'nobody-to-ask'
  | 'source-writable'
  | 'doubtful'

export interface PolicyFinding extends Problem {
  readonly code: FindingCode
  readonly severity: 'error' | 'warning'
  readonly rule?: string
}

/** A finding about one rule, at its place. */
export function finding(
  { rule }: CompiledRule,
  code: FindingCode,
  severity: PolicyFinding['severity'],
  message: PolicyFinding['message'],
): PolicyFinding {
  return { code, severity, file: rule.file, line: rule.line, rule: rule.id, message }
}
