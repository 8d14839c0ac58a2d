// SPDX-License-Identifier: EUPL-1.2
import { inspect } from './inspect.ts'
import type { FindingKind } from './kinds.ts'
import { BUILT_IN_RULES, type Rules } from './own-rules.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import { markerOf, maskOf, type Removed, type Replacement, Replacer, Tally } from './replace.ts'

export type Redacted = { readonly text: string; readonly removed: readonly Removed[] }

/** The text with every finding of these kinds replaced, and how many were; all other text stays as it is. */
function replaceIn(text: string, kinds: readonly FindingKind[], replacement: Replacement, rules: Rules): Redacted {
  const tally = new Tally()
  const replacer = new Replacer(kinds, replacement, tally)
  const changed = replacer.writeTo(text.length, inspect(text, rules), text)
  return { text: changed, removed: tally.removed }
}

/** Puts `[bsn removed]` and the like in place of every finding of these kinds. */
export function redact(text: string, kinds: readonly FindingKind[], rules: Rules = BUILT_IN_RULES): Redacted {
  return replaceIn(text, kinds, markerOf, rules)
}

/** Hides most of every finding of these kinds: `******782`, `j***@example.org`. */
export function mask(text: string, kinds: readonly FindingKind[], rules: Rules = BUILT_IN_RULES): Redacted {
  return replaceIn(text, kinds, maskOf, rules)
}

/** Puts a pseudonym in place of every finding of these kinds; `restore` puts the values back. */
export function pseudonymise(
  text: string,
  kinds: readonly FindingKind[],
  pseudonyms: Pseudonyms,
  rules: Rules = BUILT_IN_RULES,
): Redacted {
  return replaceIn(text, kinds, (kind, original) => pseudonyms.of(kind, original), rules)
}
