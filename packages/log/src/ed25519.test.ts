// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verifyEd25519 } from './ed25519.ts'
import { keyTypes, makeVerifierKey, parseNote, signNote, trustKey, verifyLog, verifyNote } from './index.ts'
import { signatureCases, smallOrderPoints } from './test/ed25519-cases.ts'
import { testKey } from './test/keys.ts'
import { sourceOf } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

describe('Ed25519, where engines differ', () => {
  it('has no key that signs for anybody: a point of small order, in either spelling and with either sign', () => {
    assert.equal(new Set(smallOrderPoints).size, 14)
    for (const point of smallOrderPoints) {
      for (const type of Object.values(keyTypes)) {
        assert.throws(() => makeVerifierKey('log', type, Buffer.from(point, 'hex')), refusedAs('key-malformed'), point)
      }
    }
  })

  it('has no signature that starts with such a point, also where the engine takes it', async (context) => {
    const { key, signer } = testKey('log', 1)
    const note = parseNote(await signNote('text\n', [signer]))
    const [line] = note.signatures
    assert.ok(line)
    // What an engine does that does not look at R: Go, Chromium, older versions of Node.
    context.mock.method(crypto.subtle, 'verify', async () => true)
    assert.equal((await verifyNote(note, [key])).length, 1)
    for (const point of smallOrderPoints) {
      const signature = Buffer.from(line.signature)
      signature.set(Buffer.from(point, 'hex'))
      const changed = { ...note, signatures: [{ ...line, signature }] }
      await assert.rejects(verifyNote(changed, [key]), refusedAs('signature'), point)
    }
  })

  it('is no false signature where the engine has none of it: that is said, and says nothing of the log', async (context) => {
    const { key, signer } = testKey('log', 1)
    const note = await signNote('log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n', [signer])
    const source = sourceOf(new Map([['checkpoint', Buffer.from(note)]]))
    const verify = () => verifyLog(source, { policy: trustKey(key) })
    assert.equal((await verify()).kind, 'valid')
    context.mock.method(crypto.subtle, 'importKey', async () => {
      throw new DOMException('Unrecognized name.', 'NotSupportedError')
    })
    await assert.rejects(verify, /has no Ed25519/)
    // As in a page that was not fetched over TLS.
    context.mock.getter(crypto, 'subtle', () => undefined)
    await assert.rejects(verify, /has no Ed25519/)
  })

  for (const { name, publicKey, message, signature, isValid } of signatureCases) {
    it(`${isValid ? 'takes' : 'refuses'} a signature where ${name}`, async () => {
      const [key, text, bytes] = [publicKey, message, signature].map((hex) => Buffer.from(hex, 'hex'))
      assert.ok(key && text && bytes)
      assert.equal(await verifyEd25519(key, text, bytes), isValid)
    })
  }
})
