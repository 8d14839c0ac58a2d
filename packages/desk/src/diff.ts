// SPDX-License-Identifier: EUPL-1.2

export interface Piece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Above this many comparisons the middle is shown as one removal and one addition: true, only coarser. */
const maxComparisons = 4_000_000

/** What turns one text into the other, word by word (longest common subsequence). Joined, same and added give `after`. */
export function difference(before: string, after: string): readonly Piece[] {
  const old = wordsOf(before)
  const fresh = wordsOf(after)
  let start = 0
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++
  let end = 0
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end++
  const pieces: Piece[] = []
  const push = (kind: Piece['kind'], text: string): void => {
    const last = pieces.at(-1)
    if (text === '') return
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text }
    else pieces.push({ kind, text })
  }
  push('same', old.slice(0, start).join(''))
  walk(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end), push)
  push('same', old.slice(old.length - end).join(''))
  return pieces
}

const wordsOf = (text: string): readonly string[] => text.match(/\s|[^\s]+/g) ?? []

function walk(
  old: readonly string[],
  fresh: readonly string[],
  push: (kind: Piece['kind'], text: string) => void,
): void {
  if (old.length * fresh.length > maxComparisons) {
    push('removed', old.join(''))
    push('added', fresh.join(''))
    return
  }
  const common = commonLengths(old, fresh)
  const width = fresh.length + 1
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      push('same', old[i] ?? '')
      i++
      j++
    } else if (
      j === fresh.length ||
      (i < old.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      push('removed', old[i] ?? '')
      i++
    } else {
      push('added', fresh[j] ?? '')
      j++
    }
  }
}

const at = (table: Uint32Array, index: number): number => table[index] ?? 0

/** For each pair of positions, how many words the two rests have in common. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint32Array {
  const width = fresh.length + 1
  const table = new Uint32Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      table[i * width + j] =
        old[i] === fresh[j]
          ? at(table, (i + 1) * width + j + 1) + 1
          : Math.max(at(table, (i + 1) * width + j), at(table, i * width + j + 1))
    }
  }
  return table
}
