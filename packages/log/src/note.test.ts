// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  formatNote,
  keyTypes,
  maxNoteLength,
  type NoteSignature,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyNote,
} from './index.ts'
import { testKey, utf8 } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

const fooKey = parseVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
const fooNote =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
const peterText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const peterSeed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)

describe('signed notes (signed-note)', () => {
  it('verify the published ones', async () => {
    const peterKey = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    assert.deepEqual(await verifyNote(parseNote(fooNote), [fooKey]), [{ key: fooKey }])
    const note = parseNote(utf8(`${peterText}\n${peterLine}`))
    assert.equal(note.text, peterText)
    assert.deepEqual(await verifyNote(note, [fooKey, peterKey]), [{ key: peterKey }])
  })

  it('are signed as published, byte for byte', async () => {
    const peter = testKey('PeterNeumann', peterSeed)
    assert.equal(await signNote(peterText, [peter.signer]), `${peterText}\n${peterLine}`)
  })

  it('come back as they were read', () => {
    const name = fc.stringMatching(/^[!-*,-~]{1,20}$/)
    const line = fc.record(
      { name, keyId: fc.nat(), signature: fc.uint8Array({ minLength: 1, maxLength: 80 }) },
      { noNullPrototype: true },
    )
    const text = fc.stringMatching(/^[^\0-\x1f]{0,30}$/).filter((piece) => piece.isWellFormed())
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1 }),
        fc.array(line, { minLength: 1, maxLength: 5 }),
        (lines, signatures) => {
          const note = { text: lines.map((one) => `${one}\n`).join(''), signatures }
          assert.deepEqual(parseNote(formatNote(note)), note)
          assert.equal(formatNote(parseNote(utf8(formatNote(note)))), formatNote(note))
        },
      ),
    )
  })

  it('may hold empty lines: the signatures follow the last one', () => {
    const line = '— a AAAAAAA=\n'
    assert.equal(parseNote(`a\n\nb\n\n${line}`).text, 'a\n\nb\n')
    assert.equal(parseNote(`a\n\n\n${line}`).text, 'a\n\n')
  })

  it('may have a hundred signatures, and no more', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `— witness${i} AAAAAAA=\n`)
    assert.equal(parseNote(`text\n\n${lines.join('')}`).signatures.length, 100)
    assert.throws(() => parseNote(`text\n\n${lines.join('')}— more AAAAAAA=\n`), refusedAs('too-large'))
  })

  it('are refused when they are not exactly so', () => {
    const signature = 'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM='
    const lines = [
      '',
      `— example.com/foo ${signature}`,
      `— example.com/foo ${signature}x`,
      `- example.com/foo ${signature}\n`,
      `—  example.com/foo ${signature}\n`,
      `— example.com/foo  ${signature}\n`,
      `— example.com/foo ${signature} \n`,
      `— example.com/foo ${signature} x\n`,
      ` — example.com/foo ${signature}\n`,
      `—\u00a0example.com/foo ${signature}\n`,
      `— ${signature}\n`,
      `— exämple ${signature}\n`,
      `— a+b ${signature}\n`,
      `— example.com/foo ${signature.slice(0, -1)}\n`,
      `— example.com/foo ${signature.slice(0, -2)}R=\n`,
      `— example.com/foo ${signature.replaceAll('/', '_')}_\n`,
      '— example.com/foo AAAA\n',
      '— example.com/foo AAAAAA==\n',
      '— example.com/foo \n',
      `— example.com/foo ${signature}\n\n`,
      `— example.com/foo ${signature}\nmore\n`,
    ]
    for (const line of lines) assert.throws(() => parseNote(`text\n\n${line}`), refusedAs('note'), JSON.stringify(line))
    for (const whole of ['', '\n', 'text\n', 'text', `text\n— example.com/foo ${signature}\n`]) {
      assert.throws(() => parseNote(whole), refusedAs('note'), JSON.stringify(whole))
    }
    for (const control of ['\0', '\t', '\r', '\x1f', '\ud800']) {
      assert.throws(
        () => parseNote(fooNote.replace('example', control)),
        refusedAs('encoding'),
        JSON.stringify(control),
      )
    }
  })

  it('are refused when they are not UTF-8', () => {
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x80]]) {
      assert.throws(() => parseNote(Uint8Array.from([...bytes, ...utf8(fooNote)])), refusedAs('encoding'))
    }
    // A byte order mark is a character like any other: it changes the text, and so the signature fails.
    assert.equal(parseNote(utf8(`\ufeff${fooNote}`)).text.charCodeAt(0), 0xfeff)
  })

  it('name the line that is wrong', () => {
    assert.throws(() => parseNote('a\nb\n\n— a AAAAAAA=\nx\n'), { line: 5 })
  })

  it('are refused when they are larger than a note can be', () => {
    assert.throws(() => parseNote(new Uint8Array(maxNoteLength + 1)), refusedAs('too-large'))
    assert.throws(() => parseNote('a'.repeat(maxNoteLength + 1)), refusedAs('too-large'))
  })

  it('are not written without a text and a signature', async () => {
    const signature: NoteSignature = { name: 'a', keyId: 1, signature: new Uint8Array(64) }
    assert.throws(() => formatNote({ text: 'a', signatures: [signature] }), refusedAs('note'))
    assert.throws(() => formatNote({ text: '', signatures: [signature] }), refusedAs('note'))
    assert.throws(() => formatNote({ text: 'a\n', signatures: [] }), refusedAs('note'))
    assert.throws(() => formatNote({ text: 'a\tb\n', signatures: [signature] }), refusedAs('encoding'))
    assert.throws(() => formatNote({ text: 'a\n', signatures: [{ ...signature, name: 'a b' }] }), refusedAs('note'))
    assert.throws(() => formatNote({ text: 'a\n', signatures: [{ ...signature, keyId: 2 ** 32 }] }), refusedAs('note'))
    await assert.rejects(signNote('a\n', []), refusedAs('note'))
    for (const length of [0, 63, 65]) {
      const broken = { ...testKey('log', 1).signer, sign: () => new Uint8Array(length) }
      await assert.rejects(signNote('a\n', [broken]), refusedAs('signature'))
    }
    await assert.rejects(signNote('a\n', [testKey('w', 1, keyTypes.cosignature).signer]), refusedAs('key-type'))
  })
})

describe('verifying a note', () => {
  const [log, other] = [testKey('log', 1), testKey('other', 2)]

  it('ignores the lines of strangers, also under a known name', async () => {
    const note = parseNote(await signNote('text\n', [other.signer, log.signer, testKey('log', 9).signer]))
    assert.deepEqual(await verifyNote(note, [log.key]), [{ key: log.key }])
    await assert.rejects(verifyNote(note, [fooKey]), refusedAs('key-unknown'))
    await assert.rejects(verifyNote(note, []), refusedAs('key-unknown'))
  })

  it('refuses the whole note when one known key signed something else', async () => {
    const [line] = parseNote(await signNote('another text\n', [other.signer])).signatures
    const note = parseNote(await signNote('text\n', [log.signer]))
    assert.ok(line)
    const both = { ...note, signatures: [...note.signatures, line] }
    await assert.rejects(verifyNote(both, [log.key, other.key]), refusedAs('signature'))
    assert.equal((await verifyNote(both, [log.key])).length, 1)
  })

  it('refuses two lines of one known key, in whatever order and even when equal', async () => {
    const note = parseNote(await signNote('text\n', [log.signer]))
    const [good] = note.signatures
    assert.ok(good)
    const bad = { ...good, signature: new Uint8Array(64) }
    for (const signatures of [
      [good, bad],
      [bad, good],
      [good, good],
    ]) {
      await assert.rejects(verifyNote({ ...note, signatures }, [log.key]), refusedAs('signature-duplicate'))
    }
  })

  it('refuses keys that can not be told apart', async () => {
    const note = parseNote(await signNote('text\n', [log.signer]))
    const twin = { ...other.key, name: log.key.name, keyId: log.key.keyId }
    await assert.rejects(verifyNote(note, [log.key, twin]), refusedAs('key-ambiguous'))
  })

  it('refuses signatures and keys that are none', async () => {
    const note = parseNote(await signNote('text\n', [log.signer]))
    const [line] = note.signatures
    assert.ok(line)
    for (const length of [1, 63, 65, 200]) {
      const signatures = [{ ...line, signature: new Uint8Array(length).fill(1) }]
      await assert.rejects(verifyNote({ ...note, signatures }, [log.key]), refusedAs('signature'))
    }
    const noPoint = { ...log.key, publicKey: new Uint8Array(32).fill(0xff) }
    await assert.rejects(verifyNote(note, [noPoint]), refusedAs('signature'))
  })
})
