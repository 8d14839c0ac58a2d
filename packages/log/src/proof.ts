// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { Frontier } from './frontier.ts'
import { foldPerfect, hashLength, hashNode } from './merkle.ts'
import { checkSize, type LeafRange, siblingsOf, splitPoint } from './number.ts'
import { checkTileBytes, type HashTile, tileHolding, tilePath, tileWidth } from './tile.ts'

/**
 * Gives the bytes of one hash tile: 32 for each of `tile.width` hashes. From a directory or over HTTP that is the file
 * at `tilePath(tile)`; from SQL it is the hashes of `tile.level` from number `tile.index * 256` on, in order.
 */
export type ReadTile = (tile: HashTile) => Uint8Array | Promise<Uint8Array>

interface SubtreePosition {
  readonly level: number
  readonly index: number
}

/** The perfect subtrees that make up a range of the kind that RFC 6962 splits into, largest first. */
function perfectSubtrees([start, end]: LeafRange): SubtreePosition[] {
  const subtrees: SubtreePosition[] = []
  let at = start
  while (at < end) {
    let level = 0
    let width = 1
    while (width * 2 <= end - at) {
      width *= 2
      level++
    }
    subtrees.push({ level, index: at / width })
    at += width
  }
  return subtrees
}

/** Level 8t+r lies r levels above the hashes of tile level t: its subtree starts as 2^r neighbours in one tile. */
function placeInTile({ level, index }: SubtreePosition, size: number): { tile: HashTile; at: number; count: number } {
  const count = 2 ** (level % 8)
  const first = index * count
  return { tile: tileHolding(Math.floor(level / 8), first, size), at: first % tileWidth, count }
}

/** Reads the roots of ranges of leaves of the tree of `size`, each tile once and all tiles at the same time. */
async function readRangeRoots(ranges: readonly LeafRange[], size: number, readTile: ReadTile): Promise<Uint8Array[]> {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const reads = ranges.map((range) =>
    perfectSubtrees(range).map((subtree) => {
      const { tile, at, count } = placeInTile(subtree, size)
      const path = tilePath(tile)
      const bytes = tiles.get(path) ?? Promise.resolve(readTile(tile)).then((read) => checkTileBytes(tile, read))
      tiles.set(path, bytes)
      return { bytes, at, count }
    }),
  )
  // Waited for together, so that one failing read leaves no other promise unheard.
  await Promise.all(tiles.values())
  const roots: Uint8Array[] = []
  for (const parts of reads) {
    let root: Uint8Array | undefined
    for (const { bytes, at, count } of parts.toReversed()) {
      const hashes = new Uint8Array((await bytes).subarray(at * hashLength, (at + count) * hashLength))
      const hash = foldPerfect(hashes, count)
      root = root === undefined ? hash : hashNode(hash, root)
    }
    if (root !== undefined) roots.push(root)
  }
  return roots
}

/**
 * Builds the inclusion proof of entry `index` in the tree of `size`: the hashes from the leaf's sibling up (RFC 6962
 * section 2.1.1). Throws `number` when the tree has no such entry, and what `readTile` throws.
 */
export async function inclusionProof(index: number, size: number, readTile: ReadTile): Promise<Uint8Array[]> {
  checkSize(size, 'tree size')
  if (checkSize(index, 'index') >= size) throw new LogError('number', `a tree of ${size} has no entry ${index}`)
  return readRangeRoots(siblingsOf(index, size), size, readTile)
}

/**
 * Builds the proof that the tree of `oldSize` is the beginning of the tree of `newSize` (RFC 6962 section 2.1.2).
 * Empty when the old tree is empty or both are the same. Throws `number` when the old size is the larger.
 */
export async function consistencyProof(oldSize: number, newSize: number, readTile: ReadTile): Promise<Uint8Array[]> {
  checkSize(newSize, 'tree size')
  if (checkSize(oldSize, 'old size') > newSize) {
    throw new LogError('number', `a tree of ${oldSize} is no beginning of one of ${newSize}`)
  }
  if (oldSize === 0 || oldSize === newSize) return []
  const ranges: LeafRange[] = []
  let [start, end] = [0, newSize]
  while (end !== oldSize) {
    const middle = start + splitPoint(end - start)
    if (oldSize <= middle) {
      ranges.unshift([middle, end])
      end = middle
    } else {
      ranges.unshift([start, middle])
      start = middle
    }
  }
  // The old tree itself, if it is one subtree of the new one, is left out: the verifier has its root.
  if (start > 0) ranges.unshift([start, end])
  return readRangeRoots(ranges, newSize, readTile)
}

/** Recovers what a log of `size` needs to grow from its tiles. Verify its `root()` before trusting it. */
export async function readFrontier(size: number, readTile: ReadTile): Promise<Frontier> {
  const ranges = perfectSubtrees([0, checkSize(size, 'tree size')]).map(
    ({ level, index }): LeafRange => [index * 2 ** level, (index + 1) * 2 ** level],
  )
  return Frontier.from(size, await readRangeRoots(ranges, size, readTile))
}
