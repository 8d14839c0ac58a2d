// SPDX-License-Identifier: EUPL-1.2
import { Inspector } from './inspector.ts'
import type { Finding } from './kinds.ts'
import { BUILT_IN_RULES, type Rules } from './own-rules.ts'

/** Long texts are read in slices, so that memory doesn't grow with what a text makes us remember of it. */
const SLICE = 1 << 16

/**
 * Every finding in a text, sorted by start, a longer one first. Findings of one kind don't overlap; findings of
 * different kinds may (an e-mail address may hold a phone number). Time is linear in the length of the text.
 */
export function inspect(text: string, rules: Rules = BUILT_IN_RULES): readonly Finding[] {
  const inspector = new Inspector(rules)
  if (text.length <= SLICE) return inspector.push(text, true)
  const findings: Finding[] = []
  for (let at = 0; at < text.length; at += SLICE) {
    findings.push(...inspector.push(text.slice(at, at + SLICE), at + SLICE >= text.length))
  }
  return findings
}
