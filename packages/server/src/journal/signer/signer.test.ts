// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { formatCheckpoint, formatNote, parseNote, parseVerifierKey, verifyNote } from '@sluis/log'
import fc from 'fast-check'
import { openLogKey } from '../log-key.ts'
import { answerTo } from './answer.ts'
import { connectSigner } from './client.ts'
import { SignerMemory } from './memory.ts'
import { formatAnswer, formatRequest, maxLineBytes, parseAnswer, parseRequest } from './protocol.ts'
import { serveSigner } from './serve.ts'

const origin = 'test.example/log'
const folder = mkdtempSync(join(tmpdir(), 'sluis-signer-'))
after(() => rmSync(folder, { recursive: true }))
let count = 0
const settings = () => ({ keyFile: join(folder, `key-${++count}`), socket: join(folder, `s-${count}`), origin })

const text = (size: number, fill = size) =>
  Buffer.from(formatCheckpoint({ origin, size, root: new Uint8Array(32).fill(fill) }))
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'signed',
    (error) => error.code,
  )

/** What a raw connection gets back. */
function raw(socket: string, sent: string | Uint8Array): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let got = ''
  const connection = createConnection(socket, () => connection.write(sent))
  connection.on('data', (bytes) => {
    got += bytes
  })
  connection.on('error', () => undefined)
  connection.on('close', () => resolve(got))
  return promise
}

describe('a signer in its own process', () => {
  it('signs what verifies with the key that it names', async () => {
    const wish = settings()
    const signer = await serveSigner(wish)
    const { signer: remote, verifierKey } = await connectSigner(wish.socket, origin)
    assert.equal(verifierKey, signer.verifierKey)
    const { name, keyId } = remote
    const note = formatNote({
      text: text(3).toString(),
      signatures: [{ name, keyId, signature: await remote.sign(text(3)) }],
    })
    assert.equal((await verifyNote(parseNote(note), [parseVerifierKey(verifierKey)])).length, 1)
    assert.equal(statSync(wish.keyFile).mode & 0o077, 0)
    assert.equal(statSync(wish.socket).mode & 0o777, 0o660, 'whoever may not connect is kept out by group')
    await signer.close()
  })

  it('is one at a time for its key and for its socket: two would each sign a tree of their own (P11)', async () => {
    const wish = settings()
    const running = await serveSigner(wish)
    await assert.rejects(serveSigner({ ...settings(), keyFile: wish.keyFile }), { code: 'in-use' })
    await assert.rejects(serveSigner({ ...settings(), socket: wish.socket }), { code: 'in-use' })
    assert.equal((await connectSigner(wish.socket, origin)).verifierKey, running.verifierKey)
    await running.close()
  })

  it('is not believed in a signature that does not hold', async () => {
    const { keyFile, socket } = settings()
    const { verifierKey, signer: right } = openLogKey(keyFile, origin)
    const odd = createServer((connection) => {
      connection.once('data', async (line) => {
        const request = parseRequest(line.toString().trimEnd())
        const signature = await right.sign(text(9))
        const answer =
          request?.ask === 'key' ? ({ kind: 'key', verifierKey } as const) : ({ kind: 'signature', signature } as const)
        connection.end(formatAnswer(answer))
      })
    })
    await new Promise<void>((resolve) => odd.listen(socket, resolve))
    const { signer } = await connectSigner(socket, origin)
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(9)))), 'signed')
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(10)))), 'unwritable')
    odd.close()
  })

  it('never signs a smaller tree, nor another of the same size, also after it was started again (P11)', async () => {
    const wish = settings()
    const first = await serveSigner(wish)
    const { signer } = await connectSigner(wish.socket, origin)
    const before = await signer.sign(text(5))
    assert.deepEqual(await signer.sign(text(5)), before, 'the same again is the same signature')
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(5, 9)))), 'behind')
    await first.close()
    const second = await serveSigner(wish)
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(4)))), 'behind')
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(5, 9)))), 'behind')
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(6)))), 'signed')
    // Each larger tree takes the place of the one before.
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(6, 9)))), 'behind')
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(5)))), 'behind')
    await second.close()
    const third = await serveSigner(wish)
    assert.equal(await codeOf(Promise.resolve(signer.sign(text(6, 9)))), 'behind')
    await third.close()
  })

  it('makes durable what a killed one remembered, before it is asked: the power can not take it back (P11)', () => {
    const [killed, next] = [join(folder, 'killed'), join(folder, 'next')]
    const memory = new SignerMemory(killed)
    memory.remember({ size: 5, root: 'a' })
    // Nobody knows whether the last write was synced when it was killed.
    for (const file of ['', '-wal']) copyFileSync(`${killed}${file}`, `${next}${file}`)
    memory.close()
    const left = statSync(`${next}-wal`).size
    const again = new SignerMemory(next)
    assert.deepEqual(again.last(), { size: 5, root: 'a' })
    assert.ok(statSync(`${next}-wal`).size > left, 'a commit of its own, whose sync covers what is before it')
    again.close()
  })

  it('signs one of two trees of one size that come at once', async () => {
    const wish = settings()
    const running = await serveSigner(wish)
    const { signer } = await connectSigner(wish.socket, origin)
    const answers = await Promise.all([1, 2, 3, 4].map((fill) => codeOf(Promise.resolve(signer.sign(text(7, fill))))))
    assert.equal(answers.filter((answer) => answer === 'signed').length, 1)
    await running.close()
  })

  it('signs nothing that it could not write down (P11)', async () => {
    const key = openLogKey(join(folder, `key-${++count}`), origin)
    const full = {
      last: () => undefined,
      remember: () => {
        throw new Error('no space left')
      },
    }
    const answer = await answerTo({ ask: 'sign', text: text(1) }, key, full)
    assert.deepEqual(answer, { kind: 'refused', code: 'unwritable', size: 0 })
  })

  it('signs nothing but checkpoints of its own log', async () => {
    const wish = settings()
    const running = await serveSigner(wish)
    const sign = (bytes: string | Buffer) => raw(wish.socket, formatRequest({ ask: 'sign', text: Buffer.from(bytes) }))
    assert.equal(await sign(text(1).toString().replace('test.example', 'other.example')), 'refused other-origin 0\n')
    assert.equal(await sign('pay 100 euro\n'), 'refused malformed 0\n')
    // What reads as a checkpoint, and whose bytes are those of another text.
    assert.equal(await sign(`\ufeff${text(1)}`), 'refused malformed 0\n')
    const half = text(1)
      .toString()
      .replace('test.example', 'test.\ufffd')
      .split('\ufffd')
      .map((part) => Buffer.from(part))
    const broken = Buffer.concat([half[0] ?? Buffer.alloc(0), Buffer.of(0xff), half[1] ?? Buffer.alloc(0)])
    assert.equal(await sign(broken), 'refused malformed 0\n')
    assert.equal(await sign(`${text(1)}extension\n`), 'refused malformed 0\n')
    assert.equal(await raw(wish.socket, 'hello\n'), 'refused malformed 0\n')
    assert.equal(await raw(wish.socket, 'x'.repeat(maxLineBytes + 1)), '')
    await assert.rejects(connectSigner(wish.socket, 'another.example/log'), { code: 'key-unusable' })
    await assert.rejects(serveSigner(wish), { code: 'in-use' })
    await running.close()
  })

  it('that is gone, silent or no signer is told apart from one that signs', async () => {
    const { socket } = settings()
    await assert.rejects(connectSigner(socket, origin), { code: 'unwritable', message: /does not answer/ })
    const odd = createServer((connection) => connection.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => odd.listen(socket, resolve))
    await assert.rejects(connectSigner(socket, origin), { code: 'unwritable', message: /no signer/ })
    odd.close()
    const taken = settings()
    writeFileSync(taken.socket, '')
    await assert.rejects(serveSigner(taken), { code: 'in-use' })
  })

  it('speaks lines that read back as they were written, and refuses all others', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(bytes, (text) => {
        assert.deepEqual(parseRequest(formatRequest({ ask: 'sign', text }).trimEnd()), {
          ask: 'sign',
          text: Buffer.from(text),
        })
        const answer = { kind: 'refused', code: 'behind', size: text.length } as const
        assert.deepEqual(parseAnswer(formatAnswer(answer).trimEnd()), answer)
      }),
    )
    fc.assert(
      fc.property(fc.string(), (line) => parseRequest(line) === undefined || line.startsWith('sluis-signer/1 ')),
    )
    const asked = 'sluis-signer/1'
    for (const odd of [`${asked} key more`, `${asked} sign QUI= more`, `${asked} sign QUI`, `${asked} sign`, asked]) {
      assert.equal(parseRequest(odd), undefined, odd)
    }
    for (const odd of ['refused behind', 'refused behind 01', 'refused other 1', 'signature =', 'key a b', '']) {
      assert.equal(parseAnswer(odd), undefined, odd)
    }
  })
})
