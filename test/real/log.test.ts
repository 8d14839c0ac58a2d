// SPDX-License-Identifier: EUPL-1.2
// The independent proof: a log that Sluis wrote is verified, and every copy of the tamper matrix refused, by a Go program
// that shares nothing with Sluis, by our own package in Node, and by the same package in a browser.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  consistencyProof,
  formatAddCheckpoint,
  formatReceipt,
  formatVerifierKey,
  hashLength,
  inclusionProof,
  LogError,
  type NoteSigner,
  parseAddCheckpoint,
  parseVerifierKey,
  type ReadTile,
  readFrontier,
  tileHolding,
  tilePath,
  tileWidth,
  trustKey,
  type VerifierKey,
  verifyCheckpoint,
  verifyConsistency,
  verifyLog,
} from '../../packages/log/src/index.ts'
import { directorySource } from '../../packages/log/src/node/index.ts'
import { keyOfAnybody, signatureCases, smallOrderSigner } from '../../packages/log/src/test/ed25519-cases.ts'
import { testKey } from '../../packages/log/src/test/keys.ts'
import { MemoryLog, sourceOf } from '../../packages/log/src/test/memory-log.ts'
import { tamperedProofs } from '../../packages/log/src/test/tampered-proofs.ts'
import { type Tampering, tamperedFiles, tamperings } from '../../packages/log/src/test/tampering.ts'
import { missing as missingBrowser } from './desk/browser.ts'
import { buildGoVerifier, type GoVerifier, missingGo } from './go-verifier/go-verifier.ts'
import { type BrowserVerifier, openBrowserVerifier } from './log/browser-verifier.ts'
import { readExport, type WrittenLog, whileTampered, writeLog } from './log/written-log.ts'

/** Around the edges of tiles, and beyond 65,536, where the third level of tiles begins. */
const sizes = [0, 1, 2, 255, 256, 257, 700, 66_000] as const
/** Which copies are made: of a log with two levels of tiles and of one with three. */
const tamperedSizes = [700, 66_000] as const
const earlier = 257

const folder = mkdtempSync(join(tmpdir(), 'sluis-real-log-'))
let log: WrittenLog

before(async () => {
  log = await writeLog(folder, sizes)
})
after(() => rmSync(folder, { recursive: true, force: true }))

const exportOf = (size: number): string => log.exports.get(size) ?? assert.fail(`no export of ${size}`)
const checkpointOf = (size: number): string => join(exportOf(size), 'checkpoint')
const trust = () => trustKey(parseVerifierKey(log.verifierKey))

async function copiesOf(size: number): Promise<readonly Tampering[]> {
  const files = readExport(exportOf(size))
  const [origin = ''] = log.verifierKey.split('+')
  const earlierCheckpoint = Buffer.from(readExport(exportOf(earlier)).get('checkpoint') ?? []).toString()
  const { signer: stranger } = testKey(origin, 2)
  const copies: Tampering[] = []
  for await (const copy of tamperings({ files, earlierCheckpoint, stranger })) copies.push(copy)
  assert.ok(copies.length > 140, `${copies.length} copies`)
  return copies
}

/** Reads the tiles of any earlier size from an export: each is the beginning of one that stands there. */
const readTileOf =
  (size: number): ReadTile =>
  ({ level, index, width }) =>
    readFileSync(join(exportOf(size), tilePath(tileHolding(level, index * tileWidth, size)))).subarray(
      0,
      width * hashLength,
    )

/** Proofs that the package made from the log's tiles: of entries at every edge, and of every earlier size. */
async function proofsOf(size: number): Promise<{ inclusion: readonly string[]; consistency: readonly string[] }> {
  const checkpoint = readFileSync(checkpointOf(size), 'utf8')
  const readTile = readTileOf(size)
  const indexes = [0, 1, 254, 255, 256, 699, 65_535, 65_536, 65_999].filter((index) => index < size)
  const olds = sizes.filter((old) => old > 0 && old < size)
  return {
    inclusion: await Promise.all(
      indexes.map(async (index) =>
        formatReceipt({ index, proof: await inclusionProof(index, size, readTile), checkpoint }),
      ),
    ),
    consistency: await Promise.all(
      olds.map(async (oldSize) =>
        formatAddCheckpoint({ oldSize, proof: await consistencyProof(oldSize, size, readTile), checkpoint }),
      ),
    ),
  }
}

/** Whether the package takes a proof that this log grew from a smaller one. */
async function isConsistent(body: string, size: number): Promise<boolean> {
  try {
    const { oldSize, proof, checkpoint } = parseAddCheckpoint(body)
    const { checkpoint: head } = await verifyCheckpoint(checkpoint, trust())
    const old = await readFrontier(oldSize, readTileOf(size))
    verifyConsistency({ size: oldSize, root: old.root() }, head, proof)
    return true
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}

describe('a log that Sluis wrote, verified in Go with golang.org/x/mod alone (P11)', {
  skip: missingGo ?? false,
}, () => {
  let verify: GoVerifier
  before(() => {
    verify = buildGoVerifier(folder)
  })

  it('is valid at every size, and agrees with the checkpoint of every earlier one', () => {
    for (const size of sizes) {
      const kept = sizes.filter((other) => other <= size).map(checkpointOf)
      const { isValid, text } = verify(exportOf(size), log.verifierKey, kept)
      assert.ok(isValid, text)
      assert.match(text, new RegExp(` ${size} entries`))
    }
  })

  it('is refused as cut against any later checkpoint', () => {
    for (const size of sizes.slice(0, -1)) {
      const { isValid, text } = verify(exportOf(size), log.verifierKey, [checkpointOf(66_000)])
      assert.ok(!isValid)
      assert.match(text, new RegExp(`cut: ${66_000 - size} entries are missing`))
    }
  })

  for (const size of tamperedSizes) {
    it(`is refused in every copy of ${size} entries`, async (context) => {
      const copies = await copiesOf(size)
      for (const copy of copies) {
        const { isValid } = whileTampered(exportOf(size), copy, () => verify(exportOf(size), log.verifierKey))
        assert.ok(!isValid, copy.name)
      }
      assert.ok(verify(exportOf(size), log.verifierKey).isValid, 'the original again')
      context.diagnostic(`${copies.length} copies refused`)
    })
  }

  it('is refused with a key that anybody signs with, and with a signature that starts with such a point', async () => {
    const memory = MemoryLog.of(['one', 'two', 'three'])
    const directory = join(folder, 'small-order')
    const isTaken = async (key: VerifierKey, by: NoteSigner): Promise<boolean> => {
      for (const [path, bytes] of await memory.files(by)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true })
        writeFileSync(join(directory, path), bytes)
      }
      return verify(directory, formatVerifierKey(key)).isValid
    }
    const { key, signer } = testKey('example.com/log', 1)
    assert.ok(await isTaken(key, signer))
    assert.ok(!(await isTaken(key, smallOrderSigner('example.com/log', 1))))
    const anybody = keyOfAnybody('example.com/log')
    assert.ok(!(await isTaken(anybody, anybody)))
  })

  it('takes the proofs that the package made, and refuses every tampered copy of them', async (context) => {
    const file = join(folder, 'evidence')
    const isTaken = (size: number, proof: string): boolean => {
      writeFileSync(file, proof)
      return verify(exportOf(size), log.verifierKey, [file]).isValid
    }
    const [small, large] = [await proofsOf(700), await proofsOf(66_000)]
    for (const proof of [...small.inclusion, ...small.consistency]) assert.ok(isTaken(700, proof), proof)
    for (const proof of [...large.inclusion, ...large.consistency]) assert.ok(isTaken(66_000, proof), proof)
    let refused = 0
    for (const proof of [...small.inclusion, ...small.consistency]) {
      for (const { name, text } of tamperedProofs(proof)) {
        assert.ok(!isTaken(700, text), `${name}\n${proof}`)
        refused++
      }
    }
    context.diagnostic(`${refused} tampered proofs refused`)
  })
})

describe('a log that Sluis wrote, verified by the package in Node (P11)', () => {
  it('is valid at every size', async () => {
    for (const size of sizes) {
      const result = await verifyLog(directorySource(exportOf(size)), { policy: trust() })
      assert.equal(result.kind, 'valid', `${size} entries`)
    }
  })

  for (const size of tamperedSizes) {
    it(`is refused in every copy of ${size} entries`, async (context) => {
      const files = readExport(exportOf(size))
      const copies = await copiesOf(size)
      for (const copy of copies) {
        const { kind } = await verifyLog(sourceOf(tamperedFiles(files, copy)), { policy: trust() })
        assert.equal(kind, 'invalid', copy.name)
      }
      context.diagnostic(`${copies.length} copies refused`)
    })
  }
})

describe('the proofs of a log that Sluis wrote (P11)', () => {
  it('hold in Node, and no tampered copy of them does', async (context) => {
    const { inclusion, consistency } = await proofsOf(700)
    const source = sourceOf(readExport(exportOf(700)))
    const isTaken = async (proof: string): Promise<boolean> => {
      const against = [{ name: 'proof', bytes: Buffer.from(proof) }]
      return verifyLog(source, { policy: trust(), against }).then(
        ({ kind }) => kind === 'valid',
        (error: unknown) => (error instanceof LogError ? false : Promise.reject(error)),
      )
    }
    let refused = 0
    for (const proof of inclusion) {
      assert.ok(await isTaken(proof), proof)
      for (const { name, text } of tamperedProofs(proof)) {
        assert.ok(!(await isTaken(text)), `${name}\n${proof}`)
        refused++
      }
    }
    for (const proof of consistency) {
      assert.ok(await isConsistent(proof, 700), proof)
      for (const { name, text } of tamperedProofs(proof)) {
        assert.ok(!(await isConsistent(text, 700)), `${name}\n${proof}`)
        refused++
      }
    }
    context.diagnostic(`${refused} tampered proofs refused`)
  })
})

describe('a log that Sluis wrote, verified by the package in Chromium (P11)', { skip: missingBrowser ?? false }, () => {
  let browser: BrowserVerifier
  before(async () => {
    browser = await openBrowserVerifier(folder)
  })
  after(async () => browser?.[Symbol.asyncDispose]())

  it('is valid at every size', async () => {
    for (const size of sizes) {
      await browser.open(readExport(exportOf(size)), log.verifierKey)
      assert.equal(await browser.verify(), 'valid', `${size} entries`)
    }
  })

  for (const size of tamperedSizes) {
    it(`is refused in every copy of ${size} entries`, async (context) => {
      await browser.open(readExport(exportOf(size)), log.verifierKey)
      const copies = await copiesOf(size)
      for (const copy of copies) assert.equal(await browser.verify(copy), 'invalid', copy.name)
      assert.equal(await browser.verify(), 'valid', 'the original again')
      context.diagnostic(`${copies.length} copies refused`)
    })
  }

  it('takes the proofs of entries, and refuses every tampered copy of them', async () => {
    await browser.open(readExport(exportOf(700)), log.verifierKey)
    const asked = (text: string) => browser.verify(undefined, [{ name: 'proof', bytes: Buffer.from(text) }])
    for (const proof of (await proofsOf(700)).inclusion) {
      assert.equal(await asked(proof), 'valid', proof)
      for (const { name, text } of tamperedProofs(proof))
        assert.notEqual(await asked(text), 'valid', `${name}\n${proof}`)
    }
  })

  it('judges every signature as it does in Node, whatever the browser makes of points of small order', async () => {
    for (const one of signatureCases) assert.equal(await browser.judge(one), one.isValid, one.name)
  })
})
