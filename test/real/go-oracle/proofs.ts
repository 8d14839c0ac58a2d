// SPDX-License-Identifier: EUPL-1.2
// Proofs of entries and of growth, right and wrong. The roots are worked out by RFC 6962's own recursion, from the hashes of
// the proof alone, so that a log may have any size.
import { hashNode, LogError, verifyConsistency, verifyInclusion } from '../../../packages/log/src/index.ts'
import type { Random } from '../../../packages/log/src/test/mutate.ts'
import type { ProofQuestion } from './go-oracle.ts'
import { bytesOf, pick } from './notes.ts'

/** RFC 6962 section 2.1's k: the largest power of two below n. */
function split(n: bigint): bigint {
  let k = 1n
  while (k * 2n < n) k *= 2n
  return k
}

const hash = (random: Random): Uint8Array => bytesOf(32, random)

/** A tree of n entries of which entry m is `leaf`, and whatever else (section 2.1.1). */
function inclusion(m: bigint, n: bigint, leaf: Uint8Array, random: Random): { root: Uint8Array; proof: Uint8Array[] } {
  if (n === 1n) return { root: leaf, proof: [] }
  const k = split(n)
  const beside = hash(random)
  const { root, proof } = m < k ? inclusion(m, k, leaf, random) : inclusion(m - k, n - k, leaf, random)
  return { root: m < k ? hashNode(root, beside) : hashNode(beside, root), proof: [...proof, beside] }
}

/** Trees of m and of n entries, the first the beginning of the second (section 2.1.2). */
function growth(
  m: bigint,
  n: bigint,
  isWhole: boolean,
  random: Random,
): { old: Uint8Array; root: Uint8Array; proof: Uint8Array[] } {
  if (m === n) {
    const root = hash(random)
    return { old: root, root, proof: isWhole ? [] : [root] }
  }
  const k = split(n)
  const beside = hash(random)
  if (m <= k) {
    const left = growth(m, k, isWhole, random)
    return { old: left.old, root: hashNode(left.root, beside), proof: [...left.proof, beside] }
  }
  const right = growth(m - k, n - k, false, random)
  return { old: hashNode(beside, right.old), root: hashNode(beside, right.root), proof: [...right.proof, beside] }
}

function makeSize(random: Random): number {
  const small = random(300)
  const large = random(2 ** 31) * 2 ** random(23) + random(4)
  // x/mod's own loops don't end beyond 2^62.
  const edge = 2 ** random(61) + random(3) - 1
  return pick([small, small, large, edge], random)
}

function makeRight(random: Random): ProofQuestion {
  const size = Math.max(1, makeSize(random))
  // Beyond 2^53 a number's neighbour is itself.
  const last = Math.min(size, Number.MAX_SAFE_INTEGER) - 1
  const number = pick([random(2 ** 31), makeSize(random), last, 0], random) % (last + 1)
  if (random(2) === 0) {
    const leaf = hash(random)
    return { kind: 'record', size, number, leaf, ...inclusion(BigInt(number), BigInt(size), leaf, random) }
  }
  const older = number + random(2)
  if (older === 0) return { kind: 'tree', size, number: 0, root: hash(random), leaf: hash(random), proof: [] }
  const { old, root, proof } = growth(BigInt(older), BigInt(size), true, random)
  return { kind: 'tree', size, number: older, root, leaf: old, proof }
}

/** A proof that is right, or one with one thing wrong. */
export function makeProof(random: Random): ProofQuestion {
  const right = makeRight(random)
  const { size, number, root, leaf, proof } = right
  const at = random(proof.length + 1)
  const changes = [
    {},
    {},
    { proof: proof.toSpliced(at, 1) },
    { proof: proof.toSpliced(at, 0, hash(random)) },
    { proof: proof.toSpliced(at, 0, root) },
    { proof: proof.map((one, i) => (i === at ? one.with(random(32), random(256)) : one)) },
    { proof: proof.map((one, i) => (i === at ? one.subarray(1) : one)) },
    { proof: proof.toReversed() },
    { number: number + 1 },
    { number: Math.max(0, number - 1) },
    { number: Math.floor(number / 2) },
    { number: number * 2 },
    { size: size + 1 },
    { size: Math.max(0, size - 1) },
    { size: size * 2 },
    { size: number },
    { root: leaf, leaf: root },
    { root: hash(random) },
    { leaf: hash(random) },
    { number: size, leaf: root },
  ] as const
  return { ...right, ...pick(changes, random) }
}

/** What the package says of it. */
export function isTaken({ kind, size, number, root, leaf, proof }: ProofQuestion): boolean {
  try {
    if (kind === 'record') verifyInclusion(leaf, number, { size, root }, proof)
    else verifyConsistency({ size: number, root: leaf }, { size, root }, proof)
    return true
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}
