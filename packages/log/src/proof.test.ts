// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  consistencyProof,
  emptyRoot,
  type HashTile,
  hashLeaf,
  hashNode,
  inclusionProof,
  type ReadTile,
  readFrontier,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'
import { base64, toBase64, toHex, utf8 } from './test/keys.ts'
import { MemoryLog, numberedEntries } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

/** The eight entries that certificate transparency's own test trees are made of. */
const published = MemoryLog.of(
  ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
    Uint8Array.from(Buffer.from(hex, 'hex')),
  ),
)
const publishedRoot = base64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=')

describe('published proofs (transparency-dev/merkle testdata)', () => {
  it('consistency of 6 and 8', async () => {
    const root6 = base64('duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=')
    const proof = [
      'DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=',
      'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=',
      '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
    ]
    assert.deepEqual((await consistencyProof(6, 8, published.readTile)).map(toBase64), proof)
    verifyConsistency({ size: 6, root: root6 }, { size: 8, root: publishedRoot }, proof.map(base64))
  })

  it('inclusion of 0 in 8', async () => {
    const proof = [
      'lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=',
      'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
      'a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=',
    ]
    const leafHash = base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=')
    assert.deepEqual((await inclusionProof(0, 8, published.readTile)).map(toBase64), proof)
    verifyInclusion(leafHash, 0, { size: 8, root: publishedRoot }, proof.map(base64))
  })
})

const log = MemoryLog.of(numberedEntries(700))
const leafHashes = log.entries.map((entry) => hashLeaf(entry))
const leafHash = (index: number): Uint8Array => leafHashes[index] ?? emptyRoot
const head = (size: number): { size: number; root: Uint8Array } => ({ size, root: log.root(size) })

describe('proofs of a log of 700 entries', () => {
  const sizes = fc.integer({ min: 1, max: 700 }).chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)))

  it('prove every entry of trees around the edges of a tile', async () => {
    for (const size of [1, 2, 3, 7, 8, 9, 255, 256, 257, 512, 513]) {
      for (let index = 0; index < size; index++) {
        verifyInclusion(leafHash(index), index, head(size), await inclusionProof(index, size, log.readTile))
      }
    }
  })

  it('prove any entry, and any earlier tree', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ([earlier, size]) => {
        verifyInclusion(leafHash(earlier), earlier, head(size), await inclusionProof(earlier, size, log.readTile))
        verifyConsistency(head(earlier), head(size), await consistencyProof(earlier, size, log.readTile))
      }),
      { numRuns: 300 },
    )
  })

  it('recover the frontier at any size', async () => {
    for (const size of [0, 1, 2, 255, 256, 257, 511, 699, 700]) {
      assert.equal(toHex((await readFrontier(size, log.readTile)).root()), toHex(log.root(size)))
    }
  })

  it('prove nothing about another entry, index, size, root or tree', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.integer({ min: 0, max: 255 }), async ([index, size], at, bit) => {
        const proof = await inclusionProof(index, size, log.readTile)
        const refused = (...args: Parameters<typeof verifyInclusion>): void =>
          assert.throws(() => verifyInclusion(...args), refusedAs('proof'))
        const flip = (hash: Uint8Array): Uint8Array =>
          hash.map((byte, i) => byte ^ (i === bit >> 3 ? 1 << (bit & 7) : 0))
        refused(flip(leafHash(index)), index, head(size), proof)
        refused(leafHash(index), index, { size, root: flip(log.root(size)) }, proof)
        refused(leafHash(index), size + at, head(size), proof)
        if (size > 1) refused(leafHash(index), (index + 1) % size, head(size), proof)
        refused(leafHash(index), index, head(size), [...proof, emptyRoot])
        refused(leafHash(index), index, head(size), [emptyRoot, ...proof])
        if (proof.length === 0) return
        const place = at % proof.length
        refused(leafHash(index), index, head(size), proof.toSpliced(place, 1))
        refused(leafHash(index), index, head(size), proof.with(place, flip(proof[place] ?? emptyRoot)))
      }),
      { numRuns: 200 },
    )
  })

  it('do not join two trees where one is not the beginning of the other', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async ([older, size], at) => {
        if (older === 0) return
        const proof = await consistencyProof(older, size, log.readTile)
        const refused = (...args: Parameters<typeof verifyConsistency>): void =>
          assert.throws(() => verifyConsistency(...args), refusedAs('proof'))
        refused(head(size), head(older), proof)
        refused({ size: older, root: log.root(older - 1) }, head(size), proof)
        refused(head(older), { size, root: log.root(older) }, proof)
        refused(head(older), head(size), [...proof, emptyRoot])
        refused(head(older), head(size), [emptyRoot, ...proof])
        if (proof.length > 0) refused(head(older), head(size), proof.toSpliced(at % proof.length, 1))
        if (older > 1) refused({ size: older - 1, root: log.root(older) }, head(size), proof)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the edges of proofs', () => {
  it('need no hashes for one entry, for the same tree, and from the empty tree', async () => {
    assert.deepEqual(await inclusionProof(0, 1, log.readTile), [])
    verifyInclusion(leafHash(0), 0, head(1), [])
    assert.deepEqual(await consistencyProof(0, 500, log.readTile), [])
    assert.deepEqual(await consistencyProof(500, 500, log.readTile), [])
    for (const [older, newer] of [
      [0, 0],
      [0, 500],
      [500, 500],
    ] as const)
      verifyConsistency(head(older), head(newer), [])
  })

  it('are refused hashes where none are needed, or a root that can not be', () => {
    const empty = { size: 0, root: emptyRoot }
    const one = { size: 1, root: leafHash(0) }
    const refused = (...args: Parameters<typeof verifyConsistency>): void =>
      assert.throws(() => verifyConsistency(...args), refusedAs('proof'))
    refused(empty, one, [emptyRoot])
    refused(empty, empty, [emptyRoot])
    refused(one, one, [emptyRoot])
    refused(one, head(2), [])
    refused({ size: 0, root: leafHash(0) }, one, [])
    refused({ size: 0, root: leafHash(0) }, { size: 0, root: leafHash(0) }, [])
    refused(one, { size: 1, root: emptyRoot }, [])
    assert.throws(() => verifyInclusion(emptyRoot, 0, empty, []), refusedAs('proof'))
  })

  it('refuse a tree that is shorter than the one before it, by however little (P11)', () => {
    for (const size of [0, 1, 2, 3, 4, 7, 8, 255, 256, 499]) {
      for (const older of [size + 1, 500]) {
        assert.throws(() => verifyConsistency(head(older), head(size), []), refusedAs('proof'), `${older} to ${size}`)
      }
    }
  })

  it('refuse an index that is the size, also where the hashes would lead to the root', async () => {
    for (const size of [1, 2, 3, 4, 7, 8, 256]) {
      const proof = await inclusionProof(size - 1, size, log.readTile)
      assert.throws(() => verifyInclusion(leafHash(size - 1), size, head(size), proof), refusedAs('proof'))
    }
  })

  it('refuse too few or too many hashes, also for a root that a dishonest log made to fit', () => {
    const [a, b, c, d, x] = [0, 1, 2, 3, 4].map(leafHash)
    assert.ok(a && b && c && d && x)
    const refusedInclusion = (size: number, root: Uint8Array, proof: readonly Uint8Array[]): void =>
      assert.throws(() => verifyInclusion(a, 0, { size, root }, proof), refusedAs('proof'))
    refusedInclusion(2, a, [])
    refusedInclusion(1, hashNode(x, a), [x])
    refusedInclusion(2, hashNode(x, hashNode(a, b)), [b, x])
    refusedInclusion(4, hashNode(a, b), [b])

    const ab = hashNode(a, b)
    const older = { size: 3, root: hashNode(x, hashNode(ab, c)) }
    const newer = { size: 4, root: hashNode(x, hashNode(ab, hashNode(c, d))) }
    assert.throws(() => verifyConsistency(older, newer, [c, d, ab, x]), refusedAs('proof'))
    assert.throws(
      () => verifyConsistency({ size: 2, root: ab }, { size: 8, root: hashNode(ab, x) }, [x]),
      refusedAs('proof'),
    )
  })

  it('prove nothing without hashes: neither that a tree grew nor that it holds an entry', () => {
    for (let size = 2; size <= 20; size++) {
      for (let older = 1; older < size; older++) {
        for (const root of [emptyRoot, log.root(older), log.root(size)]) {
          assert.throws(() => verifyConsistency({ size: older, root }, head(size), []), refusedAs('proof'))
          assert.throws(() => verifyInclusion(root, older, head(size), []), refusedAs('proof'))
        }
      }
    }
  })

  it('refuse what is no index, size or hash', async () => {
    const noNumbers = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]
    for (const number of noNumbers) {
      assert.throws(() => verifyInclusion(leafHash(0), number, head(1), []), refusedAs('number'))
      assert.throws(() => verifyInclusion(leafHash(0), 0, { size: number, root: emptyRoot }, []), refusedAs('number'))
      assert.throws(() => verifyConsistency({ size: number, root: emptyRoot }, head(1), []), refusedAs('number'))
      await assert.rejects(inclusionProof(number, 5, log.readTile), refusedAs('number'))
      await assert.rejects(consistencyProof(1, number, log.readTile), refusedAs('number'))
      await assert.rejects(readFrontier(number, log.readTile), refusedAs('number'))
    }
    await assert.rejects(inclusionProof(5, 5, log.readTile), refusedAs('number'))
    await assert.rejects(consistencyProof(6, 5, log.readTile), refusedAs('number'))
    const short = new Uint8Array(31)
    assert.throws(() => verifyInclusion(short, 0, head(1), []), refusedAs('hash'))
    assert.throws(() => verifyInclusion(leafHash(0), 0, { size: 1, root: short }, []), refusedAs('hash'))
    assert.throws(() => verifyInclusion(leafHash(0), 0, head(2), [short]), refusedAs('hash'))
    assert.throws(() => verifyConsistency(head(1), head(2), [short]), refusedAs('hash'))
    assert.throws(() => verifyInclusion(leafHash(0), 0, head(2), Array(1000).fill(emptyRoot)), refusedAs('proof'))
  })

  it('come only from tiles of the right length, and tell why a tile could not be read', async () => {
    await assert.rejects(
      inclusionProof(1, 700, () => new Uint8Array(31)),
      refusedAs('tile'),
    )
    const failure = new Error('no disk')
    await assert.rejects(
      inclusionProof(1, 700, () => Promise.reject(failure)),
      failure,
    )
  })

  it('ask for each tile once', async () => {
    const asked: HashTile[] = []
    await inclusionProof(300, 700, (tile) => {
      asked.push(tile)
      return log.readTile(tile)
    })
    const names = asked.map(({ level, index }) => `${level}/${index}`)
    assert.deepEqual(names.toSorted(), [...new Set(names)].toSorted())
  })
})

describe('proofs of logs too large to exist here', () => {
  // In a log of equal entries every perfect subtree of one height has one root, so any tile of it can be made up.
  const leaf = hashLeaf(utf8('again'))
  const rootOfHeight = [leaf]
  for (let height = 1; height <= 53; height++) {
    const below = rootOfHeight[height - 1] ?? leaf
    rootOfHeight.push(hashNode(below, below))
  }
  const readTile: ReadTile = ({ level, width }) =>
    Buffer.concat(Array<Uint8Array>(width).fill(rootOfHeight[level * 8] ?? leaf))
  const rootAt = async (size: number): Promise<Uint8Array> => (await readFrontier(size, readTile)).root()
  const large = fc.oneof(
    fc.integer({ min: 2 ** 31 - 2, max: 2 ** 31 + 2 }),
    fc.integer({ min: 2 ** 32 - 2, max: 2 ** 32 + 2 }),
    fc.maxSafeNat(),
  )

  it('hold for indexes and sizes up to 2^53-1, far beyond 32 bits', async () => {
    await fc.assert(
      fc.asyncProperty(large, large, async (a, b) => {
        const [earlier, size] = [Math.min(a, b), Math.max(a, b)]
        if (earlier === size) return
        const root = await rootAt(size)
        const proof = await inclusionProof(earlier, size, readTile)
        verifyInclusion(leaf, earlier, { size, root }, proof)
        const older = { size: earlier, root: await rootAt(earlier) }
        verifyConsistency(older, { size, root }, await consistencyProof(earlier, size, readTile))
      }),
      { numRuns: 60 },
    )
  })

  it('do not wrap around: entry 2^32 is not entry 0', async () => {
    const entry = hashLeaf(utf8('the first'))
    // A log of 2^32 + 1 entries of which the first differs: the proof of the first must not pass for the last.
    const size = 2 ** 32 + 1
    const last = rootOfHeight[0] ?? leaf
    let left: Uint8Array = entry
    const siblings: Uint8Array[] = []
    for (let height = 0; height < 32; height++) {
      const sibling = rootOfHeight[height] ?? leaf
      siblings.push(sibling)
      left = hashNode(left, sibling)
    }
    const root = hashNode(left, last)
    const proof = [...siblings, last]
    verifyInclusion(entry, 0, { size, root }, proof)
    assert.throws(() => verifyInclusion(entry, 2 ** 32, { size, root }, proof), refusedAs('proof'))
    verifyInclusion(last, 2 ** 32, { size, root }, [left])
    assert.throws(() => verifyInclusion(last, 0, { size, root }, [left]), refusedAs('proof'))
  })
})
