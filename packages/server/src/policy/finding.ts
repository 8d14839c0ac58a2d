// SPDX-License-Identifier: EUPL-1.2
import type { Problem } from '../organisation/index.ts'
import type { CompiledRule } from './rule.ts'

/**
 * `invalid`: the rules can't be loaded. `unknown-name`: a rule names what the organisation doesn't have.
 * `reaches-nothing`: no agent and tool or model fits the scope. `always-overridden`: a permit, or a
 * hold, whose every call another rule forbids without remedy. `remedy-never-lifts`: the remedy changes nothing that the rule looks at. `nobody-to-ask`: a body that
 * can't reach its quorum. `source-writable`: an agent could write the facts that bind it. `doubtful`: Cedar's own
 * validator warns, of a condition that is never true or of look-alike letters.
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
