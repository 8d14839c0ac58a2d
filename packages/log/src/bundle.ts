// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { tileWidth } from './tile.ts'

/** The longest entry that a bundle can hold: its length is two bytes. */
export const maxEntryLength = 65_535

/** The longest bundle: 256 of the longest entries. */
export const maxBundleLength = tileWidth * (2 + maxEntryLength)

/** Writes an entry bundle: for each entry two bytes of length, big-endian, and the entry (tlog-tiles "Log entries"). */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (entries.length < 1 || entries.length > tileWidth) {
    throw new LogError('bundle', `a bundle holds 1..${tileWidth} entries, not ${entries.length}`)
  }
  let length = 0
  for (const entry of entries) {
    if (entry.length > maxEntryLength) throw new LogError('bundle', `an entry of ${entry.length} bytes is too long`)
    length += 2 + entry.length
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const entry of entries) {
    bytes[at] = Math.floor(entry.length / 256)
    bytes[at + 1] = entry.length % 256
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bytes
}

/** Where the entry ends whose length stands at `at`. Throws `bundle`, naming the entry by its `number`. */
function entryEnd(bytes: Uint8Array, at: number, number: number): number {
  const high = bytes[at]
  const low = bytes[at + 1]
  if (high === undefined || low === undefined)
    throw new LogError('bundle', `entry ${number} of the bundle has no length`)
  const end = at + 2 + high * 256 + low
  if (end > bytes.length) throw new LogError('bundle', `entry ${number} of the bundle is cut short`)
  return end
}

/**
 * Reads a bundle of exactly `count` entries; every byte must belong to one. The entries are views on `bytes`, not
 * copies. Throws `bundle`.
 */
export function decodeBundle(bytes: Uint8Array, count: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (entries.length < count) {
    const end = entryEnd(bytes, at, entries.length)
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (at !== bytes.length) throw new LogError('bundle', `${bytes.length - at} bytes after the ${count} entries`)
  return entries
}

/** The bundle of the first `count` entries of a longer one. What follows isn't looked at. Throws `bundle`. */
export function bundlePrefix(bytes: Uint8Array, count: number): Uint8Array {
  let at = 0
  for (let i = 0; i < count; i++) at = entryEnd(bytes, at, i)
  return bytes.subarray(0, at)
}
