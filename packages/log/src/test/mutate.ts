// SPDX-License-Identifier: EUPL-1.2
import { utf8 } from './keys.ts'

/** Whole numbers below what is asked. */
export type Random = (below: number) => number

/** The same random numbers in every run, so that a failure can be seen again. */
export function numbersFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** One small change of the kinds that an attacker, a disk or an editor makes. Never the same bytes again. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length)
  const piece = bytes.slice(at, at + 1 + random(8))
  const mutations = [
    () => bytes.with(at, (bytes[at] ?? 0) ^ (1 << random(8))),
    () => bytes.with(at, random(256)),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    () => Buffer.concat([bytes.subarray(0, at), Uint8Array.of(random(256)), bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + piece.length)]),
    () => bytes.subarray(0, at),
    () => bytes.subarray(at + 1),
    () => Buffer.concat([bytes, bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), utf8('\n'), bytes.subarray(at)]),
  ]
  const mutated = mutations[random(mutations.length)]?.() ?? bytes
  return Buffer.compare(mutated, bytes) === 0 ? mutate(bytes, random) : Uint8Array.from(mutated)
}
