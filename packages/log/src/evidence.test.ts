// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  cosign,
  type Evidence,
  formatCheckpoint,
  formatNote,
  formatReceipt,
  formatVerifierKey,
  inclusionProof,
  LogError,
  type LogSource,
  parsePolicy,
  signNote,
  verifyLog,
} from './index.ts'
import { testKey, utf8 } from './test/keys.ts'
import { type Files, MemoryLog, numberedEntries, sourceOf } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'
import {
  findingsIn,
  firstFinding,
  flipped,
  large,
  largeFiles,
  log,
  policy,
  small,
  smallFiles,
  witness,
  witnessPolicy,
} from './test/verified-logs.ts'

const named = (name: string, text: string): Evidence => ({ name, bytes: utf8(text) })

describe('a log whose end was cut off (P11)', () => {
  it('is found out by anyone who holds a later checkpoint, for every length of the cut', async () => {
    const later = named('mine', await small.checkpoint(log.signer))
    for (let size = 0; size < 20; size++) {
      const files = await small.files(log.signer, size)
      const finding = await firstFinding(files, [later])
      assert.deepEqual([finding.code, finding.path, finding.entry], ['cut', 'mine', size])
      assert.equal((await verifyLog(sourceOf(files), { policy })).kind, 'valid', 'by itself it can not be seen')
    }
  })

  it('is found out by one piece among many that agree', async () => {
    const files = await small.files(log.signer, 19)
    const held = await Promise.all(
      [5, 20, 19].map(async (size) => named(`${size}`, await small.checkpoint(log.signer, size))),
    )
    assert.deepEqual(
      (await findingsIn(files, held)).map(({ code, path }) => [code, path]),
      [['cut', '20']],
    )
  })

  it("is found out by anyone who holds a witness's cosignature, even without the log's own signature", async () => {
    const text = formatCheckpoint({ origin: log.key.name, size: 20, root: small.root() })
    const cosigned = formatNote({ text, signatures: [await cosign(text, witness.signer, 1000)] })
    const source = sourceOf(await small.files(log.signer, 19))
    const result = await verifyLog(source, { policy: witnessPolicy, against: [named('w1', cosigned)] })
    assert.equal(result.kind === 'invalid' && result.findings[0]?.code, 'cut')
  })

  it('is found out by anyone who holds a receipt', async () => {
    const proof = await inclusionProof(19, 20, small.readTile)
    const receipt = formatReceipt({ index: 19, proof, checkpoint: await small.checkpoint(log.signer) })
    const finding = await firstFinding(await small.files(log.signer, 19), [named('receipt', receipt)])
    assert.deepEqual([finding.code, finding.path], ['cut', 'receipt'])
  })
})

describe('a log with two pasts (P11)', () => {
  const fork = MemoryLog.of([...numberedEntries(10), ...numberedEntries(30).map((text) => `another ${text}`)])

  it('is found out by a checkpoint of the other one, earlier or of the same size', async () => {
    for (const size of [11, 15, 20]) {
      const finding = await firstFinding(smallFiles, [named('theirs', await fork.checkpoint(log.signer, size))])
      assert.deepEqual([finding.code, finding.path], ['fork', 'theirs'])
    }
  })

  it('is found out by one that ends where a tile does', async () => {
    const other = MemoryLog.of(numberedEntries(600).with(10, 'another past'))
    for (const size of [255, 256, 257, 512, 513]) {
      const finding = await firstFinding(largeFiles, [named('theirs', await other.checkpoint(log.signer, size))])
      assert.deepEqual([finding.code, finding.path], ['fork', 'theirs'], `size ${size}`)
    }
  })

  it('is found out by its checkpoint alone, when the source then gives nothing to read any more', async () => {
    const failing = (files: Files): LogSource => ({
      read: (path) => {
        const bytes = files.get(path)
        if (path === 'checkpoint' && bytes !== undefined) return bytes
        throw new LogError('unreachable', `${path} could not be read`)
      },
    })
    for (const [size, code] of [
      [20, 'fork'],
      [21, 'cut'],
    ] as const) {
      const against = [named('theirs', await fork.checkpoint(log.signer, size))]
      const result = await verifyLog(failing(smallFiles), { policy, against })
      assert.deepEqual(result.kind === 'invalid' && result.findings.map((finding) => finding.code), [code])
    }
    const against = [named('theirs', await fork.checkpoint(log.signer, 19))]
    assert.equal((await verifyLog(failing(smallFiles), { policy, against })).kind, 'unreachable')
  })

  it('is found out though its files can not all be listed', async () => {
    const unlisted = (files: Files): LogSource => ({
      ...sourceOf(files),
      list: () => {
        throw new LogError('unreachable', 'a folder could not be read')
      },
    })
    const altered = await verifyLog(unlisted(flipped(smallFiles, 'tile/entries/000.p/20', 10, 1)), { policy })
    assert.deepEqual(altered.kind === 'invalid' && altered.findings.map(({ code }) => code), ['entry-altered'])
    assert.equal((await verifyLog(unlisted(smallFiles), { policy })).kind, 'unreachable')
  })

  it('agrees with every checkpoint from before the fork, and with its own', async () => {
    const against = [
      ...(await Promise.all(
        [0, 1, 9, 10].map(async (size) => named(`${size}`, await fork.checkpoint(log.signer, size))),
      )),
      ...(await Promise.all(
        [11, 19, 20].map(async (size) => named(`${size}`, await small.checkpoint(log.signer, size))),
      )),
    ]
    assert.equal((await verifyLog(sourceOf(smallFiles), { policy, against })).kind, 'valid')
  })

  it('agrees with checkpoints and receipts all over a log of several tiles', async () => {
    const sizes = [1, 255, 256, 257, 300, 512, 599, 600]
    const against = await Promise.all(
      sizes.map(async (size) => {
        const proof = await inclusionProof(size - 1, size, large.readTile)
        const checkpoint = await large.checkpoint(log.signer, size)
        return named(`${size}`, formatReceipt({ index: size - 1, proof, checkpoint }))
      }),
    )
    assert.equal((await verifyLog(sourceOf(largeFiles), { policy, against })).kind, 'valid')
  })

  it('is not said of a log whose entries were altered: that is another finding', async () => {
    const proof = await inclusionProof(0, 600, large.readTile)
    const against = [
      named('mine', await large.checkpoint(log.signer)),
      named('older', await large.checkpoint(log.signer, 300)),
      named('receipt', formatReceipt({ index: 0, proof, checkpoint: await large.checkpoint(log.signer) })),
    ]
    const findings = await findingsIn(flipped(largeFiles, 'tile/entries/000', 10, 1), against)
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['entry-altered'],
    )
    const other = [named('theirs', await fork.checkpoint(log.signer, 20))]
    assert.equal((await firstFinding(flipped(smallFiles, 'tile/entries/000.p/20', 10, 1), other)).code, 'fork')
  })

  it('does not agree with a receipt for another place', async () => {
    const proof = await inclusionProof(3, 20, small.readTile)
    for (const index of [4, 20, 2 ** 32 + 3]) {
      const receipt = formatReceipt({ index, proof, checkpoint: await small.checkpoint(log.signer) })
      const finding = await firstFinding(smallFiles, [named('receipt', receipt)])
      assert.deepEqual([finding.code, finding.path, finding.entry], ['proof', 'receipt', index])
    }
  })

  it('does not agree with a receipt from when it was empty: there was no entry to prove', async () => {
    const receipt = formatReceipt({ index: 0, proof: [], checkpoint: await small.checkpoint(log.signer, 0) })
    for (const files of [smallFiles, await small.files(log.signer, 0)]) {
      const finding = await firstFinding(files, [named('receipt', receipt)])
      assert.deepEqual([finding.code, finding.path, finding.entry], ['proof', 'receipt', 0])
    }
  })
})

describe('evidence that can not be used', () => {
  it('is refused by name: it says nothing about the log', async () => {
    const stranger = testKey('example.com/other', 5)
    const twoLogs = parsePolicy(
      `log ${formatVerifierKey(log.key)}\nlog ${formatVerifierKey(stranger.key)}\nquorum none\n`,
    )
    const own = await small.checkpoint(log.signer)
    const foreign = formatCheckpoint({ origin: stranger.key.name, size: 20, root: small.root() })
    const cosigned = formatNote({ text: foreign, signatures: [await cosign(foreign, witness.signer, 1000)] })
    const cases = [
      [own.replace('20\n', '21\n'), policy, 'signature'],
      ['hello\n', policy, 'note'],
      [await small.checkpoint(stranger.signer), policy, 'key-unknown'],
      [await small.checkpoint(stranger.signer), twoLogs, 'origin'],
      [cosigned, witnessPolicy, 'origin'],
      [
        await signNote(formatCheckpoint({ origin: log.key.name, size: 20, root: small.root() }), [stranger.signer]),
        twoLogs,
        'origin',
      ],
    ] as const
    for (const [text, trusted, code] of cases) {
      const asked = verifyLog(sourceOf(smallFiles), { policy: trusted, against: [named('theirs', text)] })
      await assert.rejects(
        asked,
        (error: unknown) => refusedAs(code)(error) && /^theirs: /.test(String(error).slice(10)),
      )
    }
  })
})
