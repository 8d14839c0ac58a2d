// SPDX-License-Identifier: EUPL-1.2
import type { Frontier } from './frontier.ts'
import { checkHash, hashNode } from './merkle.ts'
import { siblingsOf, splitPoint } from './number.ts'

/**
 * Proves the entries of one commit in the tree that the commit made, from the tree before it and their leaf hashes: the
 * same proofs that `inclusionProof` builds, without reading a tile. One for each leaf, in order.
 */
export function proveAppended(before: Frontier, leafHashes: readonly Uint8Array[]): Uint8Array[][] {
  const roots = new Map<string, Uint8Array>()
  let at = 0
  for (const { width, hash } of frontierSubtrees(before)) {
    roots.set(`${at} ${at + width}`, hash)
    at += width
  }
  for (const hash of leafHashes) {
    roots.set(`${at} ${at + 1}`, checkHash(hash, 'leaf hash'))
    at++
  }
  // Whatever lies wholly in the old tree and is asked for is one of its frontier's subtrees: it is the left half of a
  // range that reaches beyond.
  const rootOf = (start: number, end: number): Uint8Array => {
    const known = roots.get(`${start} ${end}`)
    if (known !== undefined) return known
    const middle = start + splitPoint(end - start)
    const root = hashNode(rootOf(start, middle), rootOf(middle, end))
    roots.set(`${start} ${end}`, root)
    return root
  }
  return leafHashes.map((_, i) => siblingsOf(before.size + i, at).map(([start, end]) => rootOf(start, end)))
}

function* frontierSubtrees(frontier: Frontier): Generator<{ width: number; hash: Uint8Array }> {
  let rest = frontier.size
  for (const hash of frontier.hashes) {
    let width = 1
    while (width * 2 <= rest) width *= 2
    yield { width, hash }
    rest -= width
  }
}
