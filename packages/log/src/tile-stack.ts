// SPDX-License-Identifier: EUPL-1.2
import { emptyRoot, foldPerfect, hashLength, hashNode } from './merkle.ts'
import { type HashTile, tileWidth } from './tile.ts'

/** A tile as the leaves make it. `hashes` is a view that the next call may overwrite. */
export interface ComputedTile extends HashTile {
  readonly hashes: Uint8Array
}

interface TileInProgress {
  readonly hashes: Uint8Array
  count: number
  index: number
}

/** Joins `count` hashes of one level, which lie to the left of `right`, to the root of all of them. */
function joinLeft(hashes: Uint8Array, count: number, right: Uint8Array | undefined): Uint8Array | undefined {
  let root = right
  let end = count
  for (let width = 1; end > 0; width *= 2) {
    if (end % (width * 2) === 0) continue
    const subtree = foldPerfect(hashes.slice((end - width) * hashLength, end * hashLength), width)
    root = root === undefined ? subtree : hashNode(subtree, root)
    end -= width
  }
  return root
}

/**
 * Computes every tile of a log from its leaf hashes, in order, holding one tile per level whatever the log's size.
 * Write up to 256 leaf hashes into `leaves`, then `close` them; only the last time may be fewer than 256.
 */
export class TileStack {
  readonly #levels: TileInProgress[] = []

  /** Where the next leaf hashes go, end to end. */
  get leaves(): Uint8Array {
    return this.#level(0).hashes
  }

  #level(level: number): TileInProgress {
    const known = this.#levels[level]
    if (known !== undefined) return known
    const added = { hashes: new Uint8Array(tileWidth * hashLength), count: 0, index: 0 }
    this.#levels[level] = added
    return added
  }

  /** The root of everything closed so far; with `count`, of that and the first `count` hashes written to `leaves`. */
  root(count = this.#level(0).count): Uint8Array {
    let root = joinLeft(this.leaves, count, undefined)
    for (const { hashes, count: above } of this.#levels.slice(1)) root = joinLeft(hashes, above, root)
    return root ?? emptyRoot
  }

  /** Closes the tile of the first `count` leaves: gives it, and each tile above that it filled. */
  close(count: number): ComputedTile[] {
    this.#level(0).count = count
    const closed: ComputedTile[] = []
    for (let level = 0; ; level++) {
      const tile = this.#level(level)
      if (level > 0 && tile.count < tileWidth) return closed
      closed.push(this.#computed(level, tile))
      if (tile.count < tileWidth) return closed
      const above = this.#level(level + 1)
      above.hashes.set(foldPerfect(tile.hashes.slice(), tileWidth), above.count * hashLength)
      above.count++
      tile.count = 0
      tile.index++
    }
  }

  /** The tiles above the leaves that the end of the log leaves partly filled. */
  partial(): ComputedTile[] {
    return this.#levels.flatMap((tile, level) => (level > 0 && tile.count > 0 ? [this.#computed(level, tile)] : []))
  }

  #computed(level: number, { hashes, count, index }: TileInProgress): ComputedTile {
    return { level, index, width: count, hashes: hashes.subarray(0, count * hashLength) }
  }
}
