// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'

/** The cost of an item of a list beside its texts, in characters inspected. */
const perItem = 4

/** A list with each of its items changed. */
export function* eachOf<T, U>(items: readonly T[], change: (item: T, at: number) => InPieces<U>): InPieces<U[]> {
  const changed: U[] = []
  for (const [at, item] of items.entries()) {
    changed.push(yield* change(item, at))
    // Most lists have one item.
    if (at > 0) yield perItem
  }
  return changed
}
