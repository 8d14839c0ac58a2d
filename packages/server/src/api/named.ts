// SPDX-License-Identifier: EUPL-1.2
import type { CaseRule } from '../oversight/index.ts'

/** A person or thing by its name, or by its id when it is no longer known. */
export function namedIn(known: ReadonlyMap<string, { readonly name: string }>, id: string) {
  return { id, name: known.get(id)?.name ?? id }
}

/** Rules as people read them, or by id when no longer in force. */
export function rulesBy(ruleOf: (id: string) => CaseRule | undefined, ids: readonly string[]): readonly CaseRule[] {
  return ids.map((id) => ruleOf(id) ?? { id, effect: 'forbid', explanation: {} })
}
