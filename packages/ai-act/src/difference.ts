// SPDX-License-Identifier: EUPL-1.2
// What changed between two evaluations of one system: after another answer, on a later day, or under another version of
// the law.
import type { Evaluation } from './evaluate.ts'
import type { Class, Label } from './law/types.ts'

export interface Change<T> {
  readonly before: T
  readonly after: T
}

export interface Difference {
  readonly label: Change<Label> | null
  readonly strictest: Change<Class> | null
  /** The ids of hits, obligations and procedures. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Those in both, of which the day, the force, the certainty or the filter changed. */
  readonly changed: readonly string[]
}

/** Null when nothing changed. */
export function differenceOf(before: Evaluation, after: Evaluation): Difference | null {
  const old = outcomes(before)
  const fresh = outcomes(after)
  const difference = {
    label: change(before.label, after.label),
    strictest: change(before.strictest, after.strictest),
    added: [...fresh.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !fresh.has(id)),
    changed: [...fresh].flatMap(([id, outcome]) => (old.has(id) && old.get(id) !== outcome ? [id] : [])),
  }
  const { label, strictest, added, removed, changed } = difference
  const same = label === null && strictest === null && added.length + removed.length + changed.length === 0
  return same ? null : difference
}

function change<T>(before: T, after: T): Change<T> | null {
  return before === after ? null : { before, after }
}

/** Everything that each outcome says beside its id, as one comparable text. */
function outcomes({ hits, obligations, procedures }: Evaluation): ReadonlyMap<string, string> {
  return new Map([
    ...hits.map(({ id, from, inForce, filtered }) => [id, `${from} ${inForce} ${filtered}`] as const),
    ...obligations.map(({ id, from, inForce, status }) => [id, `${from} ${inForce} ${status}`] as const),
    ...procedures.map(({ id, status }) => [id, status] as const),
  ])
}
