// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { checkHash, emptyRoot, hashNode } from './merkle.ts'
import { checkSize } from './number.ts'

/** The root of the perfect subtree over leaves `index * 2^level` up to `(index + 1) * 2^level`. */
export interface TreeNode {
  readonly level: number
  readonly index: number
  readonly hash: Uint8Array
}

/** How many perfect subtrees make up a tree of `size` leaves: the ones in its binary form. */
export function frontierLength(size: number): number {
  let ones = 0
  for (let rest = checkSize(size, 'tree size'); rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2
  return ones
}

/**
 * What a log must remember to grow: the roots of the perfect subtrees of its tree, largest first. At most 53 hashes,
 * whatever the size. An append changes this object only; to be able to undo a failed transaction, append to a
 * `clone()` and keep it after the commit.
 */
export class Frontier {
  #size: number
  readonly #hashes: Uint8Array[]

  private constructor(size: number, hashes: Uint8Array[]) {
    this.#size = size
    this.#hashes = hashes
  }

  static empty(): Frontier {
    return new Frontier(0, [])
  }

  /** From stored hashes, largest subtree first. Throws `number` or `hash` when they can't belong to `size`. */
  static from(size: number, hashes: readonly Uint8Array[]): Frontier {
    const expected = frontierLength(size)
    if (hashes.length !== expected) {
      throw new LogError('hash', `a tree of ${size} has ${expected} frontier hashes, not ${hashes.length}`)
    }
    return new Frontier(
      size,
      hashes.map((hash) => new Uint8Array(checkHash(hash, 'frontier hash'))),
    )
  }

  get size(): number {
    return this.#size
  }

  /** The hashes to store: give them and `size` to `Frontier.from` to continue. */
  get hashes(): readonly Uint8Array[] {
    return [...this.#hashes]
  }

  clone(): Frontier {
    return new Frontier(this.#size, [...this.#hashes])
  }

  /**
   * Adds one leaf and returns every perfect subtree that it completed, the leaf itself first (level 0). Those whose
   * level is a multiple of 8 are the hashes that tiles hold.
   */
  append(leafHash: Uint8Array): TreeNode[] {
    let hash: Uint8Array = new Uint8Array(checkHash(leafHash, 'leaf hash'))
    let index = this.#size
    const grown = checkSize(index + 1, 'tree size')
    const formed: TreeNode[] = [{ level: 0, index, hash }]
    for (let level = 1; index % 2 === 1; level++) {
      const left = this.#hashes.pop()
      if (left === undefined) throw new LogError('hash', 'the frontier lost a hash')
      hash = hashNode(left, hash)
      index = Math.floor(index / 2)
      formed.push({ level, index, hash })
    }
    this.#hashes.push(hash)
    this.#size = grown
    return formed
  }

  /** The root of the whole tree (RFC 6962 section 2.1). */
  root(): Uint8Array {
    let root: Uint8Array | undefined
    for (const hash of this.#hashes.toReversed()) root = root === undefined ? hash : hashNode(hash, root)
    return new Uint8Array(root ?? emptyRoot)
  }
}
