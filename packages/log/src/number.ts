// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'

/**
 * Checks a size or an index: a whole number from 0 to 2^53-1. The formats allow 2^63-1; this package stops where a
 * JavaScript number stops being exact. Throws `number`.
 */
export function checkSize(value: number, what: string): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new LogError('number', `${what} ${value} is not in 0..2^53-1`)
  return value
}

/** Reads a decimal of the formats: digits only, no leading zero, at most 2^53-1; otherwise `undefined`. */
export function parseDecimal(text: string): number | undefined {
  if (text.length > 16 || !/^(?:0|[1-9][0-9]*)$/.test(text)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}

/** Leaves from the first up to, not including, the second. */
export type LeafRange = readonly [start: number, end: number]

/** The largest power of two below `size` (RFC 6962 section 2.1's k); `size` is at least 2. */
export function splitPoint(size: number): number {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

/** The ranges of leaves beside the path from leaf `index` up to the root, lowest first (RFC 6962 section 2.1.1). */
export function siblingsOf(index: number, size: number): LeafRange[] {
  const siblings: LeafRange[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitPoint(end - start)
    if (index < middle) {
      siblings.unshift([middle, end])
      end = middle
    } else {
      siblings.unshift([start, middle])
      start = middle
    }
  }
  return siblings
}
