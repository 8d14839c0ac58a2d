// SPDX-License-Identifier: EUPL-1.2
import { inspect } from './inspect.ts'
import type { FindingKind } from './kinds.ts'

export type Removed = { readonly kind: FindingKind; readonly count: number }
export type Redacted = { readonly text: string; readonly removed: readonly Removed[] }

/** What stands in a text where a finding was taken out. It carries no finding itself. */
export function markerOf(kind: FindingKind): string {
  return `[${kind} removed]`
}

/** Replaces every finding of these kinds by its marker; all other text stays as it is. */
export function redact(text: string, kinds: readonly FindingKind[]): Redacted {
  const counts = new Map<FindingKind, number>()
  let out = ''
  let done = 0
  for (const finding of inspect(text)) {
    if (!kinds.includes(finding.kind) || finding.start < done) continue
    out += text.slice(done, finding.start) + markerOf(finding.kind)
    done = finding.end
    counts.set(finding.kind, (counts.get(finding.kind) ?? 0) + 1)
  }
  return { text: out + text.slice(done), removed: [...counts].map(([kind, count]) => ({ kind, count })) }
}
