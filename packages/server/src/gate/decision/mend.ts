// SPDX-License-Identifier: EUPL-1.2
import {
  type FindingKind,
  type InPieces,
  isFindingKind,
  markerOf,
  maskOf,
  type Pseudonyms,
  type Replacement,
  type Rules,
  replaceInJson,
} from '../../boundary/index.ts'
import type { Decision, Remedy } from '../../policy/index.ts'

/** What a remedy changed: kinds and counts, never values. */
export type Change = {
  readonly remedy: Remedy['kind']
  readonly kind: string
  readonly count: number
}

/** What can be done with a finding in its place, in order: what removes most comes first. */
export const replacements = ['redact', 'mask', 'pseudonymise'] as const
export type Replacing = (typeof replacements)[number]

/** The value after the remedies that a machine can carry out, and what those changed. */
export function* mend(
  value: unknown,
  decision: Decision,
  pseudonyms: Pseudonyms | undefined,
  rules: Rules,
): InPieces<{ readonly value: unknown; readonly changes: readonly Change[] }> {
  const changes: Change[] = []
  let mended = value
  for (const remedy of replacements) {
    const kinds = kindsToMend(decision, remedy)
    if (kinds.length === 0) continue
    if (remedy === 'pseudonymise' && pseudonyms === undefined) continue
    const done = yield* replaceInJson(mended, kinds, replacementOf(remedy, pseudonyms), rules)
    mended = done.value
    changes.push(...done.removed.map(({ kind, count }) => ({ remedy, kind, count })))
  }
  return { value: mended, changes }
}

/** What a remedy puts in place of a finding. */
export function replacementOf(remedy: Replacing, pseudonyms: Pseudonyms | undefined): Replacement {
  if (remedy === 'redact') return markerOf
  if (remedy === 'mask') return maskOf
  if (pseudonyms === undefined) throw new TypeError('pseudonyms need a table of them')
  return (kind, original, isNumber) => pseudonyms.of(kind, original, isNumber)
}

function kindsToMend({ effect, remedies }: Decision, wanted: Replacing): readonly FindingKind[] {
  if (effect !== 'hold') return []
  return remedies
    .flatMap((remedy) => (remedy.kind === wanted && 'finding' in remedy ? [remedy.finding] : []))
    .filter(isFindingKind)
}

/**
 * The labels that a decision asks to add. Adding labels never helps a call past a rule that looks for one, except past
 * the rule that asks for it.
 */
export function labelsAskedBy({ effect, remedies }: Decision): readonly string[] {
  if (effect !== 'hold') return []
  return remedies.flatMap((remedy) => (remedy.kind === 'label' ? [remedy.label] : []))
}

/** Changes of several turns, summed. */
export function summed(changes: readonly Change[]): readonly Change[] {
  if (changes.length < 2) return changes
  const byName = new Map<string, Change>()
  for (const change of changes) {
    const name = `${change.remedy}:${change.kind}`
    byName.set(name, { ...change, count: change.count + (byName.get(name)?.count ?? 0) })
  }
  return [...byName.values()]
}
