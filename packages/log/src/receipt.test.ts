// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  cosign,
  formatNote,
  formatReceipt,
  inclusionProof,
  keyTypes,
  type LogErrorCode,
  parseNote,
  parseReceipt,
  type Receipt,
  trustKey,
  verifyReceipt,
} from './index.ts'
import { sha256 } from './sha256.ts'
import { testKey, toBase64, utf8 } from './test/keys.ts'
import { MemoryLog, numberedEntries } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

const log = testKey('example.com/log', 1)
const memory = MemoryLog.of(numberedEntries(800))
const checkpoint = await memory.checkpoint(log.signer)
const trust = trustKey(log.key)

async function receiptOf(index: number, extra?: Uint8Array): Promise<Receipt> {
  const proof = await inclusionProof(index, memory.size, memory.readTile)
  return extra === undefined ? { index, proof, checkpoint } : { index, proof, checkpoint, extra }
}

describe('receipts (tlog-proof)', () => {
  it('are written as published', () => {
    const [hash1, hash2] = [sha256(utf8('hash1')), sha256(utf8('hash2'))]
    const [line1, line2] = [toBase64(hash1), toBase64(hash2)]
    assert.equal(
      formatReceipt({ index: 5, proof: [hash1, hash2], checkpoint: 'test checkpoint\n' }),
      `c2sp.org/tlog-proof@v1\nindex 5\n${line1}\n${line2}\n\ntest checkpoint\n`,
    )
    assert.equal(
      formatReceipt({ index: 10, proof: [hash1], checkpoint: 'checkpoint data\n', extra: utf8('extra information') }),
      `c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 10\n${line1}\n\ncheckpoint data\n`,
    )
    assert.equal(
      formatReceipt({ index: 0, proof: [], checkpoint: 'checkpoint\n' }),
      'c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n',
    )
  })

  it('come back as they were written, and prove their entry', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(799), fc.option(fc.uint8Array(), { nil: undefined }), async (index, extra) => {
        const receipt = await receiptOf(index, extra)
        assert.deepEqual(parseReceipt(utf8(formatReceipt(receipt))), receipt)
        const verified = await verifyReceipt(receipt, utf8(`entry number ${index}`), trust)
        assert.equal(verified.checkpoint.size, 800)
      }),
      { numRuns: 50 },
    )
  })

  it('prove nothing about another entry, another index or another log', async () => {
    const receipt = await receiptOf(7)
    await assert.rejects(verifyReceipt(receipt, utf8('entry number 8'), trust), refusedAs('proof'))
    await assert.rejects(verifyReceipt({ ...receipt, index: 8 }, utf8('entry number 7'), trust), refusedAs('proof'))
    await assert.rejects(verifyReceipt({ ...receipt, index: 800 }, utf8('entry number 7'), trust), refusedAs('proof'))
    const stranger = trustKey(testKey('example.com/other', 2).key)
    await assert.rejects(verifyReceipt(receipt, utf8('entry number 7'), stranger), refusedAs('key-unknown'))
    const other = await MemoryLog.of(numberedEntries(799)).checkpoint(log.signer)
    await assert.rejects(
      verifyReceipt({ ...receipt, checkpoint: other }, utf8('entry number 7'), trust),
      refusedAs('proof'),
    )
  })

  it('stay under 800 bytes for 800 entries and a cosignature', async () => {
    const witness = testKey('witness.example.com/w1', 2, keyTypes.cosignature)
    const note = parseNote(checkpoint)
    const line = await cosign(note.text, witness.signer, 1679315147)
    const cosigned = formatNote({ ...note, signatures: [...note.signatures, line] })
    const length = formatReceipt({ ...(await receiptOf(5)), checkpoint: cosigned }).length
    assert.ok(length < 850, `${length} bytes`)
  })

  const body = (index: string, hashes = ''): string => `c2sp.org/tlog-proof@v1\n${index}\n${hashes}\n${checkpoint}`
  const hash = toBase64(sha256(utf8('hash')))
  const refusals: [string, string, LogErrorCode][] = [
    ['nothing', '', 'proof-file'],
    ['another header', `wrong-header\nindex 0\n\n${checkpoint}`, 'proof-file'],
    ['a header of another version', body('index 0').replace('@v1', '@v2'), 'proof-file'],
    ['an extra line that is no base64', body('extra !!notbase64!!\nindex 0'), 'proof-file'],
    ['two extra lines', body('extra YQ==\nextra YQ==\nindex 0'), 'proof-file'],
    ['an extra line after the index', body('index 0\nextra YQ=='), 'proof-file'],
    ['no index', `c2sp.org/tlog-proof@v1\n\n\n${checkpoint}`, 'proof-file'],
    ['an index that is no number', body('index notanumber'), 'proof-file'],
    ['a negative index', body('index -5'), 'proof-file'],
    ['an index with a leading zero', body('index 05'), 'proof-file'],
    ['an index beyond 2^53-1', body('index 9007199254740992'), 'proof-file'],
    ['two spaces', body('index  5'), 'proof-file'],
    ['a hash that is no base64', body('index 0', '!!notbase64!!\n'), 'proof-file'],
    ['a hash of 64 bytes', body('index 0', `${toBase64(new Uint8Array(64))}\n`), 'proof-file'],
    ['a hash with stray bits', body('index 0', `${hash.slice(0, -2)}/=\n`), 'proof-file'],
    ['more hashes than a tree is high', body('index 0', `${hash}\n`.repeat(55)), 'proof-file'],
    ['a long line of nothing', `c2sp.org/tlog-proof@v1\nindex 0\n${'a'.repeat(65 * 1024)}\n`, 'proof-file'],
    ['carriage returns', body('index 0').replaceAll('\n', '\r\n'), 'proof-file'],
    ['no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n\n', 'note'],
    ['a checkpoint that is no note', 'c2sp.org/tlog-proof@v1\nindex 0\n\ntest checkpoint\n', 'note'],
    [
      'a checkpoint that is a note of something else',
      'c2sp.org/tlog-proof@v1\nindex 0\n\nhello\n\n— a AAAAAAA=\n',
      'checkpoint',
    ],
    ['far too much', `c2sp.org/tlog-proof@v1\nextra ${'YWFh'.repeat(250_000)}\nindex 0\n\n${checkpoint}`, 'too-large'],
  ]
  for (const [what, text, code] of refusals) {
    it(`refuse ${what}`, () => assert.throws(() => parseReceipt(text), refusedAs(code)))
  }

  it('refuse what is not UTF-8', () => {
    assert.throws(() => parseReceipt(Uint8Array.of(0xff, 0x0a, 0x0a)), refusedAs('encoding'))
  })
})
