// SPDX-License-Identifier: EUPL-1.2
import { LogError } from './error.ts'
import { hashLength } from './merkle.ts'
import { checkSize } from './number.ts'

/** Hashes, or entries, in a full tile or bundle (tlog-tiles "Merkle Tree"). */
export const tileWidth = 256
const maxLevel = 63

/**
 * One tile: `width` hashes of tree level `8 * level`, from hash number `index * 256` on; or, when `level` is
 * 'entries', the bundle of the entries themselves. `width` is 256 for a full one, otherwise 1..255.
 */
export interface Tile {
  readonly level: number | 'entries'
  readonly index: number
  readonly width: number
}

/** A tile that holds hashes. */
export interface HashTile extends Tile {
  readonly level: number
}

function checkTile<T extends Tile>(tile: T): T {
  const { level, index, width } = tile
  if (level !== 'entries' && (!Number.isInteger(level) || level < 0 || level > maxLevel)) {
    throw new LogError('number', `tile level ${level} is not in 0..${maxLevel}`)
  }
  if (!Number.isInteger(width) || width < 1 || width > tileWidth) {
    throw new LogError('number', `tile width ${width} is not in 1..${tileWidth}`)
  }
  checkSize(index, 'tile index')
  return tile
}

/** The path of a tile below the log's prefix, as `tile/0/x001/234.p/5` (tlog-tiles "Merkle Tree", "Log entries"). */
export function tilePath(tile: Tile): string {
  const { level, index, width } = checkTile(tile)
  const digits = String(index)
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end))
  const last = groups.length - 1
  const path = groups.map((group, i) => (i < last ? 'x' : '') + group.padStart(3, '0')).join('/')
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`
}

const pathPattern = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** Reads a tile's path. One tile has one path: whatever `tilePath` wouldn't write is refused with `tile-path`. */
export function parseTilePath(path: string): Tile {
  const [, levelText, groups, widthText] = pathPattern.exec(path) ?? []
  if (levelText === undefined || groups === undefined) throw new LogError('tile-path', 'not the path of a tile')
  const level = levelText === 'entries' ? levelText : Number(levelText)
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const width = widthText === undefined ? tileWidth : Number(widthText)
  const inRange = (level === 'entries' || level <= maxLevel) && Number.isSafeInteger(index) && width <= tileWidth
  if (!inRange) throw new LogError('tile-path', 'a tile path with a number out of range')
  const tile: Tile = { level, index, width }
  if (tilePath(tile) !== path) throw new LogError('tile-path', 'a tile path that is not written in its one form')
  return tile
}

/** How many hashes of tile level `level` a tree of `size` has: floor(size / 256^level). */
function hashesAtLevel(size: number, level: number): number {
  let count = size
  for (let i = 0; i < level && count > 0; i++) count = Math.floor(count / tileWidth)
  return count
}

/** The tile of a tree of `size` that holds hash `hashIndex` of tile level `level`, as wide as the tree makes it. */
export function tileHolding(level: number, hashIndex: number, size: number): HashTile {
  const index = Math.floor(hashIndex / tileWidth)
  return { level, index, width: Math.min(tileWidth, hashesAtLevel(size, level) - index * tileWidth) }
}

/** Every tile and bundle that a log of `size` serves: first the bundles, then the hash tiles from level 0 up. */
export function* tilesOfTree(size: number): Generator<Tile> {
  checkSize(size, 'tree size')
  for (const level of ['entries', 0] as const) yield* tilesOfLevel(level, size)
  for (let level = 1; hashesAtLevel(size, level) > 0; level++) yield* tilesOfLevel(level, hashesAtLevel(size, level))
}

/** The tiles of one level that hold `count` hashes, or the bundles that hold `count` entries. */
export function* tilesOfLevel(level: Tile['level'], count: number): Generator<Tile> {
  for (let index = 0; index * tileWidth < count; index++) {
    yield { level, index, width: Math.min(tileWidth, count - index * tileWidth) }
  }
}

/** Whether a log of exactly `size` has this tile, with this width. */
export function isTileOfTree({ level, index, width }: Tile, size: number): boolean {
  const count = level === 'entries' ? size : hashesAtLevel(size, level)
  return width === Math.min(tileWidth, count - index * tileWidth)
}

/** Checks that bytes can be this tile: 32 for each of its hashes. Throws `tile`. */
export function checkTileBytes(tile: HashTile, bytes: Uint8Array): Uint8Array {
  if (bytes.length !== tile.width * hashLength) {
    throw new LogError('tile', `${tilePath(tile)} has ${bytes.length} bytes, not ${tile.width * hashLength}`)
  }
  return bytes
}
