// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  cosign,
  formatNote,
  formatVerifierKey,
  keyTypes,
  parseNote,
  parsePolicy,
  parseVerifierKey,
  signNote,
  trustKey,
  verifyCheckpoint,
} from './index.ts'
import { testKey, toBase64 } from './test/keys.ts'
import { MemoryLog } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

const log = testKey('example.com/log', 1)
const stranger = testKey('example.com/other', 2)
const [one, two] = [testKey('w.example/1', 11, keyTypes.cosignature), testKey('w.example/2', 12, keyTypes.cosignature)]
const memory = MemoryLog.of(['a', 'b', 'c'])
const signed = await memory.checkpoint(log.signer)

const policy = parsePolicy(
  `log ${formatVerifierKey(log.key)}\nlog ${formatVerifierKey(stranger.key)}\nwitness one ${formatVerifierKey(one.key)}\n` +
    `witness two ${formatVerifierKey(two.key)}\ngroup both all one two\nquorum both\n`,
)

async function cosigned(times: readonly number[]): Promise<string> {
  const note = parseNote(signed)
  const lines = await Promise.all(times.map((time, i) => cosign(note.text, (i === 0 ? one : two).signer, time)))
  return formatNote({ ...note, signatures: [...note.signatures, ...lines] })
}

describe('a signed checkpoint', () => {
  it('is accepted with the key of its log', async () => {
    const { checkpoint, logKey, alsoSigned, cosignatures } = await verifyCheckpoint(signed, trustKey(log.key))
    assert.equal(checkpoint.size, 3)
    assert.equal(toBase64(checkpoint.root), toBase64(memory.root()))
    assert.equal(logKey, log.key)
    assert.deepEqual([alsoSigned, cosignatures], [[], []])
  })

  it('is accepted with each key of a log whose key is being replaced, and names the other', async () => {
    const next = testKey(log.key.name, 3)
    const both = await signNote(parseNote(signed).text, [log.signer, next.signer])
    const keys = [log, next].map(({ key }) => `log ${formatVerifierKey(key)}\n`)
    const { logKey, alsoSigned } = await verifyCheckpoint(both, parsePolicy(`${keys.join('')}quorum none\n`))
    assert.deepEqual([logKey.keyId, alsoSigned.map(({ keyId }) => keyId)], [log.key.keyId, [next.key.keyId]])
  })

  it('is accepted with the quorum, and tells when each witness saw it', async () => {
    const { cosignatures } = await verifyCheckpoint(await cosigned([1000, 2000]), policy)
    assert.deepEqual(cosignatures, [
      { key: one.key, timeSeconds: 1000 },
      { key: two.key, timeSeconds: 2000 },
    ])
  })

  it('is refused without the quorum', async () => {
    await assert.rejects(verifyCheckpoint(signed, policy), refusedAs('quorum'))
    await assert.rejects(verifyCheckpoint(await cosigned([1000]), policy), refusedAs('quorum'))
  })

  it('is of an unknown key when the reader has none for its origin', async () => {
    await assert.rejects(verifyCheckpoint(signed, trustKey(stranger.key)), refusedAs('key-unknown'))
    await assert.rejects(verifyCheckpoint(signed, parsePolicy('quorum none\n')), refusedAs('key-unknown'))
  })

  it('is refused, not unknown, when its origin is known and its key is not', async () => {
    const impostor = testKey(log.key.name, 9)
    await assert.rejects(
      verifyCheckpoint(await memory.checkpoint(impostor.signer), trustKey(log.key)),
      refusedAs('signature'),
    )
  })

  it('is refused when a known log signed for another origin', async () => {
    const note = await signNote(parseNote(signed).text, [stranger.signer])
    await assert.rejects(verifyCheckpoint(note, trustKey(stranger.key)), refusedAs('origin'))
    await assert.rejects(verifyCheckpoint(note, policy), refusedAs('origin'))
  })

  it('is refused when only witnesses signed it', async () => {
    const { text, signatures } = parseNote(await cosigned([1000, 2000]))
    const note = formatNote({ text, signatures: signatures.slice(1) })
    await assert.rejects(verifyCheckpoint(note, policy), refusedAs('signature'))
  })

  it('is refused when it is a note but no checkpoint', async () => {
    const note = await signNote('hello\n', [log.signer])
    await assert.rejects(verifyCheckpoint(note, trustKey(log.key)), refusedAs('checkpoint'))
  })

  it('verifies the checkpoints that another log and another witness suite publish', async () => {
    const origin = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562'
    const key = parseVerifierKey(`${origin}+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP`)
    const published = [
      [
        1,
        'KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
        'UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=',
      ],
      [
        3,
        'RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=',
        'UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=',
      ],
      [
        5,
        'QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=',
        'UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=',
      ],
    ] as const
    for (const [size, root, line] of published) {
      const note = `${origin}\n${size}\n${root}\n\n— ${origin} ${line}\n`
      assert.equal((await verifyCheckpoint(note, trustKey(key))).checkpoint.size, size)
    }
  })
})
