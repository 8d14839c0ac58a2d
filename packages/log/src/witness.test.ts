// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  consistencyProof,
  cosign,
  formatAddCheckpoint,
  formatCosignatures,
  formatNote,
  formatWitnessSize,
  keyTypes,
  type LogErrorCode,
  parseAddCheckpoint,
  parseCheckpoint,
  parseCosignatures,
  parseNote,
  parseWitnessSize,
  verifyConsistency,
  verifyNote,
} from './index.ts'
import { testKey, toBase64, utf8 } from './test/keys.ts'
import { MemoryLog, numberedEntries } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

const log = testKey('example.com/log', 1)
const witness = testKey('witness.example/w1', 2, keyTypes.cosignature)
const memory = MemoryLog.of(numberedEntries(20))
const checkpoint = await memory.checkpoint(log.signer)
const proof = await consistencyProof(7, 20, memory.readTile)
const body = formatAddCheckpoint({ oldSize: 7, proof, checkpoint })

describe('add-checkpoint requests (tlog-witness)', () => {
  it('come back as they were written', () => {
    assert.deepEqual(parseAddCheckpoint(utf8(body)), { oldSize: 7, proof, checkpoint })
    assert.equal(body, `old 7\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`)
  })

  it('read the published ones, and their proofs hold', () => {
    const origin = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562'
    const leaf = (number: number): string => toBase64(Uint8Array.of(42, number, ...new Uint8Array(30)))
    const requests = [
      [
        3,
        [leaf(1), leaf(2)],
        'RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=',
        'UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=',
      ],
      [
        5,
        [leaf(1), '+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=', leaf(4)],
        'QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=',
        'UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=',
      ],
    ] as const
    for (const [size, hashes, root, line] of requests) {
      const text = `old 1\n${hashes.join('\n')}\n\n${origin}\n${size}\n${root}\n\n— ${origin} ${line}\n`
      const request = parseAddCheckpoint(text)
      const newer = parseCheckpoint(parseNote(request.checkpoint).text)
      verifyConsistency({ size: 1, root: Buffer.from(leaf(0), 'base64') }, newer, request.proof)
      assert.equal(formatAddCheckpoint(request), text)
    }
  })

  it('may come from the empty tree, without a proof', () => {
    const first = { oldSize: 0, proof: [], checkpoint }
    assert.deepEqual(parseAddCheckpoint(formatAddCheckpoint(first)), first)
  })

  const hashLine = `${toBase64(memory.root())}\n`
  const refusals: [string, string, LogErrorCode][] = [
    ['nothing', '', 'witness-message'],
    ['no old size', body.replace(/^old 7\n/, ''), 'witness-message'],
    ['another word', body.replace('old', 'new'), 'witness-message'],
    ['an old size with a leading zero', body.replace('old 7', 'old 07'), 'witness-message'],
    ['a negative old size', body.replace('old 7', 'old -7'), 'witness-message'],
    ['two spaces', body.replace('old 7', 'old  7'), 'witness-message'],
    ['an old size beyond the new one', body.replace('old 7', 'old 21'), 'witness-message'],
    ['64 hashes', `old 7\n${hashLine.repeat(64)}\n${checkpoint}`, 'witness-message'],
    ['a hash that is none', `old 7\nhash\n\n${checkpoint}`, 'witness-message'],
    ['no empty line', `old 7\n${hashLine}${checkpoint}`, 'witness-message'],
    ['no checkpoint', 'old 7\n\n', 'note'],
    ['an unsigned checkpoint', `old 7\n\n${parseNote(checkpoint).text}`, 'note'],
    ['a note that is no checkpoint', 'old 0\n\nhello\n\n— a AAAAAAA=\n', 'checkpoint'],
    ['far too much', `old 7\n${hashLine.repeat(25_000)}\n${checkpoint}`, 'too-large'],
  ]
  for (const [what, text, code] of refusals) {
    it(`refuse ${what}`, () => assert.throws(() => parseAddCheckpoint(text), refusedAs(code)))
  }

  it('are not written with more hashes than the protocol allows', () => {
    const long = { oldSize: 7, proof: Array(64).fill(memory.root()), checkpoint }
    assert.throws(() => formatAddCheckpoint(long), refusedAs('witness-message'))
  })
})

describe('the answers of a witness', () => {
  it('are cosignature lines, to be verified with the checkpoint before any is kept', async () => {
    const note = parseNote(checkpoint)
    const answer = formatCosignatures([await cosign(note.text, witness.signer, 1000)])
    const signatures = parseCosignatures(utf8(answer))
    assert.deepEqual(await verifyNote({ text: note.text, signatures }, [witness.key]), [
      { key: witness.key, timeSeconds: 1000 },
    ])
    assert.equal(formatNote({ ...note, signatures: [...note.signatures, ...signatures] }), `${checkpoint}${answer}`)
  })

  it('are refused when they are anything else', () => {
    for (const text of ['', '\n', 'OK\n', '— w AAAAAAA=', '— w AAAAAAA=\n\n', `text\n\n— w AAAAAAA=\n`]) {
      assert.throws(() => parseCosignatures(text), refusedAs('note'), JSON.stringify(text))
    }
    assert.throws(() => parseCosignatures('x'.repeat(1e6)), refusedAs('too-large'))
    assert.throws(() => formatCosignatures([]), refusedAs('witness-message'))
  })

  it('tell the size that the witness knows, when it knows another', () => {
    assert.equal(formatWitnessSize(12), '12\n')
    assert.equal(parseWitnessSize(utf8('12\n')), 12)
    for (const text of ['', '\n', '12', '012\n', '-1\n', '12\n\n', ' 12\n', '9007199254740992\n', '1'.repeat(1e6)]) {
      assert.throws(() => parseWitnessSize(text), refusedAs('witness-message'), text.slice(0, 20))
    }
  })
})
