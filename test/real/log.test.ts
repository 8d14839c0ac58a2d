// SPDX-License-Identifier: EUPL-1.2
// The independent proof: a log that Sluis wrote is verified, and every copy of the tamper matrix refused, by a Go program
// that shares nothing with Sluis, by our own package in Node, and by the same package in a browser.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parseVerifierKey, trustKey, verifyLog } from '../../packages/log/src/index.ts'
import { directorySource } from '../../packages/log/src/node/index.ts'
import { testKey } from '../../packages/log/src/test/keys.ts'
import { sourceOf } from '../../packages/log/src/test/memory-log.ts'
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
})
