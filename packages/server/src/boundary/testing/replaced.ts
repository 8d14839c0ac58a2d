// SPDX-License-Identifier: EUPL-1.2
import { atOnce } from '../in-turns.ts'
import { replaceInJson } from '../json.ts'
import type { FindingKind } from '../kinds.ts'
import { BUILT_IN_RULES } from '../own-rules.ts'
import type { Pseudonyms } from '../pseudonyms.ts'
import { markerOf, type Replacement } from '../replace.ts'

/** A text with the findings of these kinds replaced. */
export function replaced(text: string, kinds: readonly FindingKind[], replacement: Replacement): string {
  return String(atOnce(replaceInJson(text, kinds, replacement, BUILT_IN_RULES)).value)
}

export function redacted(text: string, kinds: readonly FindingKind[]): string {
  return replaced(text, kinds, markerOf)
}

export function pseudonymised(text: string, kinds: readonly FindingKind[], pseudonyms: Pseudonyms): string {
  return replaced(text, kinds, (kind, original) => pseudonyms.of(kind, original))
}
