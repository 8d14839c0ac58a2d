// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { tileWidth } from './tile.ts'

/** The longest entry that a bundle can hold: its length is two bytes. */
export const maxEntryLength = 65_535

/** Writes an entry bundle: for each entry two bytes of length, big-endian, and the entry (tlog-tiles "Log Entries"). */
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

/**
 * Reads a bundle of exactly `count` entries; every byte must belong to one. The entries are views on `bytes`, not
 * copies. Throws `bundle`.
 */
export function decodeBundle(bytes: Uint8Array, count: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const [high, low] = [bytes[at], bytes[at + 1]]
    if (high === undefined || low === undefined)
      throw new LogError('bundle', `entry ${entries.length} has half a length`)
    const end = at + 2 + high * 256 + low
    if (end > bytes.length) throw new LogError('bundle', `entry ${entries.length} is cut short`)
    if (entries.length === count) throw new LogError('bundle', `more than ${count} entries`)
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (entries.length !== count) throw new LogError('bundle', `${entries.length} entries, not ${count}`)
  return entries
}
