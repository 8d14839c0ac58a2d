// SPDX-License-Identifier: EUPL-1.2
import { inspect } from './inspect.ts'
import { findingsInText } from './json.ts'
import { addressByFields, contextOf, secretByKey } from './json-fields.ts'
import { type Leaf, walkJson } from './json-walk.ts'
import type { FindingKind } from './kinds.ts'
import { Lately } from './lately.ts'
import type { Rules } from './own-rules.ts'

type Kinds = ReadonlySet<FindingKind>

const lately = new WeakMap<Rules, Lately<Kinds>>()

/**
 * The kinds that `inspectJson` finds in a JSON value, each once and sorted. Where they stand nobody asks, so texts that
 * were looked through a moment ago are not looked through again. Throws as `inspectJson` does.
 */
export function kindsInJson(value: unknown, rules: Rules): readonly FindingKind[] {
  const known = lately.get(rules) ?? new Lately<Kinds>()
  lately.set(rules, known)
  const kinds = new Set<FindingKind>()
  walkJson(value, (leaf) => {
    for (const kind of kindsInText(leaf, rules, known)) kinds.add(kind)
    for (const { kind } of secretByKey(leaf)) kinds.add(kind)
    for (const { kind } of addressByFields(leaf)) kinds.add(kind)
    return undefined
  })
  return [...kinds].sort()
}

/** Each under a name that no other leaf can have: one that is remembered for another's sake would be a way past. */
function kindsInText({ within, key, text }: Leaf, rules: Rules, known: Lately<Kinds>): Kinds {
  if (within === 'key') return known.of(`key ${text}`, () => kindsOf(inspect(text, rules)))
  const context = contextOf(key)
  return known.of(`${context.length} ${context}${text}`, () => kindsOf(findingsInText(context, text, rules)))
}

function kindsOf(findings: readonly { readonly kind: FindingKind }[]): Kinds {
  return findings.length === 0 ? none : new Set(findings.map(({ kind }) => kind))
}

const none: Kinds = new Set()
