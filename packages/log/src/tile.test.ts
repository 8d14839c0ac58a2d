// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseTilePath, type Tile, tileHolding, tilePath, tilesOfTree, tileWidth } from './index.ts'
import { refusedAs } from './test/refusal.ts'
import { isTileOfTree } from './tile.ts'

describe('tile paths (tlog-tiles)', () => {
  it('writes the published paths', () => {
    const vectors: [Tile, string][] = [
      [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
      [{ level: 0, index: 0, width: 1 }, 'tile/0/000.p/1'],
      [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
      [{ level: 0, index: 1234, width: 5 }, 'tile/0/x001/234.p/5'],
      [{ level: 15, index: 123456789, width: 41 }, 'tile/15/x123/x456/789.p/41'],
      [{ level: 'entries', index: 123456789, width: 256 }, 'tile/entries/x123/x456/789'],
      [{ level: 63, index: 999_999_999_999_999, width: 255 }, 'tile/63/x999/x999/x999/x999/999.p/255'],
    ]
    for (const [tile, path] of vectors) {
      assert.equal(tilePath(tile), path)
      assert.deepEqual(parseTilePath(path), tile)
    }
  })

  it('reads back every tile that it wrote', () => {
    const tiles = fc.record({
      level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
      index: fc.oneof(fc.nat(3000), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: 256 }),
    })
    fc.assert(fc.property(tiles, (tile) => assert.deepEqual(parseTilePath(tilePath(tile)), { ...tile })))
  })

  it('accepts one path per tile only: what it reads, it would write the same', () => {
    const pieces = fc.constantFrom(
      'tile',
      '/',
      '0',
      '63',
      '64',
      'x001',
      'x000',
      '001',
      '1',
      'entries',
      '.p/',
      '255',
      '256',
      '-',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
        const path = parts.join('')
        let tile: Tile
        try {
          tile = parseTilePath(path)
        } catch (error) {
          return refusedAs('tile-path')(error)
        }
        return assert.equal(tilePath(tile), path)
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses every other way to write one', () => {
    const suffixes = [
      'x001/',
      'x001',
      'x001/0002',
      'x001/-002',
      '001/002',
      '.p/',
      '000.p/',
      '000.p/256',
      '000.p/0',
      '000.p/01',
    ]
    const more = [
      'x000/001',
      'x1/234',
      '1',
      '0',
      '000/',
      ' 000',
      '000 ',
      '000\n',
      '000.P/1',
      '000.p/1/',
      'X001/234',
      '',
    ]
    const levels = ['64', '-1', 'abc', '00', '01', '', 'Entries', 'data', '1e1', '+1']
    const paths = [
      ...[...suffixes, ...more].map((suffix) => `tile/0/${suffix}`),
      ...levels.map((level) => `tile/${level}/000`),
      '/tile/0/000',
      'tile/0',
      'tile//000',
      'checkpoint',
      '../tile/0/000',
      // Beyond 2^53-1, which the format allows and this package doesn't.
      'tile/63/x999/x999/x999/x999/x999/999.p/255',
      `tile/0/${'x001/'.repeat(200_000)}001`,
    ]
    for (const path of paths) assert.throws(() => parseTilePath(path), refusedAs('tile-path'), path)
  })

  it('refuses to write a tile that can not be', () => {
    const impossible: Tile[] = [
      { level: 64, index: 0, width: 1 },
      { level: -1, index: 0, width: 1 },
      { level: 0.5, index: 0, width: 1 },
      { level: 0, index: -1, width: 1 },
      { level: 0, index: 2 ** 53, width: 1 },
      { level: 0, index: 0, width: 0 },
      { level: 0, index: 0, width: 257 },
      { level: 0, index: 0, width: Number.NaN },
    ]
    for (const tile of impossible) assert.throws(() => tilePath(tile), refusedAs('number'))
  })
})

describe('tiles of a tree', () => {
  const countedAt = (size: number): Record<string, number[]> => {
    const widths: Record<string, number[]> = {}
    for (const { level, width } of tilesOfTree(size)) widths[level] = [...(widths[level] ?? []), width]
    return widths
  }
  const full = (count: number): number[] => Array(count).fill(tileWidth)

  it('are those of the format: 70,000 entries', () => {
    const leaves = [...full(273), 112]
    assert.deepEqual(countedAt(70_000), { entries: leaves, 0: leaves, 1: [256, 17], 2: [1] })
  })

  it('never include an empty one', () => {
    assert.deepEqual(countedAt(0), {})
    assert.deepEqual(countedAt(1), { entries: [1], 0: [1] })
    assert.deepEqual(countedAt(256), { entries: [256], 0: [256], 1: [1] })
  })

  it('are exactly those that belong to its size', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), (size, other) => {
        for (const tile of tilesOfTree(size)) {
          assert.ok(isTileOfTree(tile, size))
          const isShared = [...tilesOfTree(other)].some((its) => tilePath(its) === tilePath(tile))
          assert.equal(isTileOfTree(tile, other), isShared)
          if (tile.index > 2) break
        }
      }),
      { numRuns: 20 },
    )
  })

  it('hold each hash where a reader looks for it', () => {
    assert.deepEqual(tileHolding(0, 69_999, 70_000), { level: 0, index: 273, width: 112 })
    assert.deepEqual(tileHolding(1, 272, 70_000), { level: 1, index: 1, width: 17 })
    assert.deepEqual(tileHolding(0, 255, 70_000), { level: 0, index: 0, width: 256 })
  })
})
