// SPDX-License-Identifier: EUPL-1.2
import { bundlePrefix, maxBundleLength } from './bundle.ts'
import { LogError } from './error.ts'
import { hashLength } from './merkle.ts'
import { checkTileBytes, type HashTile, type Tile, tilePath, tileWidth } from './tile.ts'

/** Where a log is read from: a directory, an address, a test's memory. Nothing that it gives is trusted. */
export interface LogSource {
  /**
   * The bytes of the file at `path` below the log's prefix. Throws `not-found` when there is none, `too-large` when it
   * is longer than `maxLength`, `unreachable` when it can't be told.
   */
  read(path: string, maxLength: number): Uint8Array | Promise<Uint8Array>
  /** Every file there is: for an export, which may hold nothing that isn't proven. A living log has no such list. */
  list?(): Iterable<string> | AsyncIterable<string>
}

/**
 * Reads exactly the tile, or its beginning from the full tile that a living log may have put in its place. (In an export
 * a full tile that its checkpoint doesn't cover is refused as a file that nothing proves.)
 */
async function readTileOrFull(source: LogSource, tile: Tile, bytesPerPart: number): Promise<[Uint8Array, boolean]> {
  try {
    return [await source.read(tilePath(tile), tile.width * bytesPerPart), false]
  } catch (error) {
    if (tile.width === tileWidth || !(error instanceof LogError) || error.code !== 'not-found') throw error
    return [await source.read(tilePath({ ...tile, width: tileWidth }), tileWidth * bytesPerPart), true]
  }
}

/** The hashes of a tile from a source. Throws `tile` when there aren't exactly as many as asked, and what it throws. */
export async function readHashTile(source: LogSource, tile: HashTile): Promise<Uint8Array> {
  const [bytes, isFull] = await readTileOrFull(source, tile, hashLength)
  return checkTileBytes(tile, isFull ? bytes.subarray(0, tile.width * hashLength) : bytes)
}

/** The bundle of the entries of a tile from a source, not decoded yet. */
export async function readBundle(source: LogSource, index: number, width: number): Promise<Uint8Array> {
  const [bytes, isFull] = await readTileOrFull(source, { level: 'entries', index, width }, maxBundleLength / tileWidth)
  return isFull ? bundlePrefix(bytes, width) : bytes
}
