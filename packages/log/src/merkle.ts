// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { sha256, sha256Into } from './sha256.ts'

export const hashLength = 32

/** The root of a tree without entries: SHA-256 of nothing (RFC 6962 section 2.1). */
export const emptyRoot: Uint8Array<ArrayBuffer> = sha256(new Uint8Array(0))

const nodeScratch = new Uint8Array(1 + 2 * hashLength)
nodeScratch[0] = 0x01

/** Refuses anything but 32 bytes with `hash`. */
export function checkHash(hash: Uint8Array, what: string): Uint8Array {
  if (hash.length !== hashLength) throw new LogError('hash', `${what} has ${hash.length} bytes, not ${hashLength}`)
  return hash
}

/** Room for most entries, so that hashing one allocates no second copy of it. */
const leafScratch = new Uint8Array(8192)

/** SHA-256(0x00 || entry) (RFC 6962 section 2.1). */
export function hashLeaf(entry: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = 1 + entry.length
  const input = length > leafScratch.length ? new Uint8Array(length) : leafScratch.subarray(0, length)
  input.set(entry, 1)
  return sha256(input)
}

/** SHA-256(0x01 || left || right) (RFC 6962 section 2.1). Throws `hash` when either isn't 32 bytes. */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  nodeScratch.set(checkHash(left, 'left hash'), 1)
  nodeScratch.set(checkHash(right, 'right hash'), 1 + hashLength)
  return sha256(nodeScratch)
}

/**
 * The root of a perfect subtree from its `count` hashes of one level, laid end to end; `count` is a power of two.
 * Overwrites `hashes` as its working space, so that a tile of 256 costs no allocation.
 */
export function foldPerfect(hashes: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  for (let width = count; width > 1; width /= 2) {
    for (let i = 0; i < width / 2; i++) {
      nodeScratch.set(hashes.subarray(i * 2 * hashLength, (i + 1) * 2 * hashLength), 1)
      sha256Into(nodeScratch, hashes, i * hashLength)
    }
  }
  return hashes.slice(0, hashLength)
}
