// SPDX-License-Identifier: EUPL-1.2

/** At least 0 and below 1. */
export type Random = () => number

/** The same numbers for the same seed (mulberry32), so that a state that fails can be made again. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
