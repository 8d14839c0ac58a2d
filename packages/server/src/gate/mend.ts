// SPDX-License-Identifier: EUPL-1.2
import {
  type FindingKind,
  type InPieces,
  isFindingKind,
  maskJson,
  type Pseudonyms,
  pseudonymiseJson,
  type RedactedJson,
  type Rules,
  redactJson,
} from '../boundary/index.ts'
import type { Decision, Remedy } from '../policy/index.ts'

/** What a remedy changed: kinds and counts, never values. */
export type Change = {
  readonly remedy: Remedy['kind']
  readonly kind: string
  readonly count: number
}

/** The value with what a decision asks of a machine carried out, what loses most first; and what that changed. */
export function* mend(
  value: unknown,
  decision: Decision,
  pseudonyms: Pseudonyms | undefined,
  rules: Rules,
): InPieces<{ readonly value: unknown; readonly changes: readonly Change[] }> {
  const changes: Change[] = []
  let mended = value
  for (const remedy of ['redact', 'mask', 'pseudonymise'] as const) {
    const kinds = kindsToMend(decision, remedy)
    if (kinds.length === 0) continue
    const done = yield* replaced(mended, remedy, kinds, pseudonyms, rules)
    if (done === undefined) continue
    mended = done.value
    changes.push(...done.removed.map(({ kind, count }) => ({ remedy, kind, count })))
  }
  return { value: mended, changes }
}

function* replaced(
  value: unknown,
  remedy: 'redact' | 'mask' | 'pseudonymise',
  kinds: readonly FindingKind[],
  pseudonyms: Pseudonyms | undefined,
  rules: Rules,
): InPieces<RedactedJson | undefined> {
  if (remedy === 'redact') return yield* redactJson(value, kinds, rules)
  if (remedy === 'mask') return yield* maskJson(value, kinds, rules)
  return pseudonyms && (yield* pseudonymiseJson(value, kinds, pseudonyms, rules))
}

function kindsToMend({ effect, remedies }: Decision, wanted: Remedy['kind']): readonly FindingKind[] {
  if (effect !== 'hold') return []
  return remedies
    .flatMap((remedy) => (remedy.kind === wanted && 'finding' in remedy ? [remedy.finding] : []))
    .filter(isFindingKind)
}

/** The labels that a decision asks for: more labels let no rule pass that looks for one, but those that ask for it. */
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
