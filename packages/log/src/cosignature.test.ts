// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  cosign,
  formatSignatureLine,
  keyTypes,
  parseCosignature,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyNote,
} from './index.ts'
import { base64, testKey } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

describe('cosignatures (tlog-cosignature)', () => {
  it('verify the published ones', async () => {
    const root = 'lCkHUpkmVBEms2r2T1K6Og69+wUuuN3MIEW1/ezu2v0='
    const vectors = [
      {
        key: 'witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN',
        origin: 'rome2026h1.example.org',
        line: 'uKLPIAAAAABpVGeAhm2bOvKc3LaB9PFN1ruG19Y5yqslmcAAbhftnn1Zznmo0LXFZq4LGvqKqLX8jWlwLKasxEGTLIqAVusneCBmBw==',
      },
      {
        key: 'witness2.example.org+2e55b896+BIZ7fpceQWd60IfqQeS9IAnmNOCZjMDne8lZuguz/bi9',
        origin: 'milan2026h1.example.org',
        line: 'LlW4lgAAAABpVGeAN/uFWqfjdU94rrKxFycCggM0Sa1L5tOJCJdYBwJ41CQsgKWA6B0+vywok3cPI3JIzuPeR+VotuYe/eNy0+30Dw==',
      },
    ]
    for (const { key: text, origin, line } of vectors) {
      const key = parseVerifierKey(text)
      const note = parseNote(`${origin}\n300\n${root}\n\n— ${key.name} ${line}\n`)
      assert.deepEqual(await verifyNote(note, [key]), [{ key, timeSeconds: 1767139200 }])
      const other = { ...note, text: note.text.replace('300', '301') }
      await assert.rejects(verifyNote(other, [key]), refusedAs('signature'))
    }
  })

  it('are made byte for byte as others accept them', async () => {
    const log = testKey('example.com/behind-the-sofa', 1)
    const witness = testKey('witness.example.com/w1', 2, keyTypes.cosignature)
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
    assert.equal(
      await signNote(text, [log.signer]),
      `${text}\n— example.com/behind-the-sofa be1zqQx8hYrJJIfiWfY39ShElJ74dPrOjXSgJJ2qG3vny2U7JyHN2kKCWb5H5e2MfxP7My2OyDRrDvCH/RbVubiZ8AE=\n`,
    )
    assert.equal(
      formatSignatureLine(await cosign(text, witness.signer, 1679315147)),
      '— witness.example.com/w1 dF+16AAAAABkGFDLUwBLV8e4tjvb6qEHiNTQjDZIX+7tvd038taw9A7W/cQ7ZhSah0uJMOI6CTPez5qwHtE49MrkWhU349mtYmi3Dw==\n',
    )
  })

  it('carry their time', () => {
    const encoded =
      'ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA=='
    assert.equal(parseCosignature(base64(encoded).slice(4)).timeSeconds, 1727964367)
    assert.equal(parseCosignature(base64(encoded).subarray(4)).timeSeconds, 1727964367, 'wherever in memory it stands')
  })

  it('are refused with another length, or a time beyond 2^53-1', () => {
    for (const length of [0, 8, 64, 71, 73]) {
      assert.throws(() => parseCosignature(new Uint8Array(length)), refusedAs('cosignature'))
    }
    const late = new Uint8Array(72)
    late[1] = 0x20
    assert.throws(() => parseCosignature(late), refusedAs('cosignature'))
  })

  it('bind their time: another one fails', async () => {
    const witness = testKey('w', 2, keyTypes.cosignature)
    const line = await cosign('text\n', witness.signer, 1000)
    const later = Uint8Array.from(line.signature)
    later[7] = 0xff
    const note = { text: 'text\n', signatures: [{ ...line, signature: later }] }
    await assert.rejects(verifyNote(note, [witness.key]), refusedAs('signature'))
  })

  it("are not mistaken for a log's own signature, nor the other way round", async () => {
    const log = testKey('name', 3)
    const witness = testKey('name', 3, keyTypes.cosignature)
    const cosigned = { text: 'text\n', signatures: [await cosign('text\n', witness.signer, 1000)] }
    await assert.rejects(verifyNote(cosigned, [log.key]), refusedAs('key-unknown'))
    await assert.rejects(
      verifyNote(parseNote(await signNote('text\n', [log.signer])), [witness.key]),
      refusedAs('key-unknown'),
    )
    await assert.rejects(cosign('text\n', log.signer, 1000), refusedAs('key-type'))
    await assert.rejects(cosign('text\n', witness.signer, -1), refusedAs('number'))
  })
})
