// SPDX-License-Identifier: EUPL-1.2
import { encodeBase64, equalBytes } from './bytes.ts'
import { LogError } from './error.ts'
import { checkHash, emptyRoot, hashNode } from './merkle.ts'
import { checkSize } from './number.ts'

/** A tree of 2^53-1 entries is 53 levels high; a consistency proof has at most one hash more than that. */
export const maxProofLength = 54

export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

const isOdd = (value: number): boolean => value % 2 === 1
// Never `>>`: it cuts a number to 32 bits, and a proof for entry 2^32 would verify as one for entry 0.
const half = (value: number): number => Math.floor(value / 2)

function checkProof(proof: readonly Uint8Array[]): void {
  if (proof.length > maxProofLength) throw new LogError('proof', `a proof has at most ${maxProofLength} hashes`)
  for (const hash of proof) checkHash(hash, 'proof hash')
}

function refuse(what: string, reason: string): LogError {
  return new LogError('proof', `${what} proof: ${reason}`)
}

function checkRoot(what: string, computed: Uint8Array, expected: Uint8Array): void {
  if (equalBytes(computed, expected)) return
  throw refuse(what, `leads to root ${encodeBase64(computed)}, not ${encodeBase64(expected)}`)
}

/**
 * Verifies that the entry with `leafHash` stands at `index` in the tree (RFC 9162 section 2.1.3.2). Returns when it
 * does; throws `number`, `hash` or `proof` when it doesn't.
 */
export function verifyInclusion(
  leafHash: Uint8Array,
  index: number,
  { size, root }: TreeHead,
  proof: readonly Uint8Array[],
): void {
  checkHash(leafHash, 'leaf hash')
  checkHash(root, 'root')
  checkProof(proof)
  checkSize(size, 'tree size')
  if (checkSize(index, 'index') >= size) throw refuse('inclusion', `a tree of ${size} has no entry ${index}`)
  let node = index
  let last = size - 1
  let computed = leafHash
  for (const hash of proof) {
    if (last === 0) throw refuse('inclusion', 'too many hashes')
    if (isOdd(node) || node === last) {
      computed = hashNode(hash, computed)
      while (!isOdd(node) && node > 0) {
        node = half(node)
        last = half(last)
      }
    } else {
      computed = hashNode(computed, hash)
    }
    node = half(node)
    last = half(last)
  }
  if (last !== 0) throw refuse('inclusion', 'too few hashes')
  checkRoot('inclusion', computed, root)
}

/** The cases where nothing is left to prove; gives whether this was one. */
function verifyTrivialConsistency(older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (older.size > newer.size) throw refuse('consistency', `size ${newer.size} is before ${older.size}`)
  if (older.size === 0) checkRoot('consistency', emptyRoot, older.root)
  if (older.size > 0 && older.size < newer.size) return false
  if (proof.length > 0) throw refuse('consistency', 'hashes where none are needed')
  if (older.size === newer.size) checkRoot('consistency', older.root, newer.root)
  return true
}

/**
 * Verifies that the older tree is the beginning of the newer one (RFC 9162 section 2.1.4.2): nothing that it covers
 * was changed or cut. Returns when it is; throws `number`, `hash` or `proof` when it isn't.
 */
export function verifyConsistency(older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): void {
  checkSize(older.size, 'old size')
  checkSize(newer.size, 'tree size')
  checkHash(older.root, 'old root')
  checkHash(newer.root, 'root')
  checkProof(proof)
  if (verifyTrivialConsistency(older, newer, proof)) return

  let node = older.size - 1
  let last = newer.size - 1
  while (isOdd(node)) {
    node = half(node)
    last = half(last)
  }
  // An old tree that is one perfect subtree starts from its own root, which the proof leaves out.
  const [first, ...rest] = node === 0 ? [older.root, ...proof] : proof
  if (first === undefined) throw refuse('consistency', 'too few hashes')
  let oldComputed = first
  let newComputed = first
  for (const hash of rest) {
    if (last === 0) throw refuse('consistency', 'too many hashes')
    if (isOdd(node) || node === last) {
      oldComputed = hashNode(hash, oldComputed)
      newComputed = hashNode(hash, newComputed)
      while (!isOdd(node) && node > 0) {
        node = half(node)
        last = half(last)
      }
    } else {
      newComputed = hashNode(newComputed, hash)
    }
    node = half(node)
    last = half(last)
  }
  if (last !== 0) throw refuse('consistency', 'too few hashes')
  checkRoot('consistency', oldComputed, older.root)
  checkRoot('consistency', newComputed, newer.root)
}
