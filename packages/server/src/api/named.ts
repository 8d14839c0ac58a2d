// SPDX-License-Identifier: EUPL-1.2
import type { CaseRule } from '../oversight/index.ts'

/** Somebody or something by its name; what is no longer known goes by its id. */
export function namedIn(known: ReadonlyMap<string, { readonly name: string }>, id: string) {
  return { id, name: known.get(id)?.name ?? id }
}

/** Rules as people read them; one that is no longer in force goes by its id. */
export function rulesBy(ruleOf: (id: string) => CaseRule | undefined, ids: readonly string[]): readonly CaseRule[] {
  return ids.map((id) => ruleOf(id) ?? { id, effect: 'forbid', explanation: {} })
}
