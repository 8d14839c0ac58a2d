// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { emptyRoot, formatCheckpoint, parseCheckpoint } from './index.ts'
import { base64, toBase64 } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='

describe('checkpoints (tlog-checkpoint)', () => {
  it('are origin, size and root', () => {
    const text = `example.com/behind-the-sofa\n20852163\n${root}\n`
    const checkpoint = parseCheckpoint(text)
    assert.deepEqual(checkpoint, { origin: 'example.com/behind-the-sofa', size: 20852163, root: base64(root) })
    assert.equal(formatCheckpoint(checkpoint), text)
  })

  it('come back as they were written', () => {
    const checkpoints = fc.record(
      {
        origin: fc.stringMatching(/^[!-*,-~]{1,40}$/),
        size: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      },
      { noNullPrototype: true },
    )
    fc.assert(fc.property(checkpoints, (one) => assert.deepEqual(parseCheckpoint(formatCheckpoint(one)), one)))
  })

  it('are refused when they are not exactly so', () => {
    const texts = [
      '',
      '\n',
      'Head\n9944\n',
      `\n9944\n${root}\n`,
      `Log\n123\n${root}`,
      `Log\nbananas\n${root}\n`,
      `Log\n-34\n${root}\n`,
      `Log\n+34\n${root}\n`,
      `Log\n034\n${root}\n`,
      `Log\n00\n${root}\n`,
      `Log\n\n${root}\n`,
      `Log\n1.0\n${root}\n`,
      `Log\n1e3\n${root}\n`,
      `Log\n0x1f\n${root}\n`,
      `Log\n 34\n${root}\n`,
      `Log\n9007199254740992\n${root}\n`,
      `Log\n3438945738945739845734895735\n${root}\n`,
      "Log\n123\nThisIsn'tBase64\n",
      'Log\n123\nYmFuYW5hcw==\n',
      'Log\n123\n\n',
      `Log\n123\n${root.slice(0, -2)}J=\n`,
      `Log\n123\n${root.replace('/', '_')}\n`,
      `Log\n123\n${root}\n\n`,
      `Log\n123\n${root}\nextension\n`,
      `Log\n123\n${root}\nextension`,
      ...[31, 33].map((length) => `Log\n123\n${toBase64(new Uint8Array(length))}\n`),
      `A log\n123\n${root}\n`,
      `A+log\n123\n${root}\n`,
      `Lög\n123\n${root}\n`,
      `Log\r\n123\r\n${root}\r\n`,
    ]
    for (const text of texts) assert.throws(() => parseCheckpoint(text), refusedAs('checkpoint'), JSON.stringify(text))
  })

  it('of an empty log have the one root of an empty tree', () => {
    assert.equal(parseCheckpoint(`Log\n0\n${toBase64(emptyRoot)}\n`).size, 0)
    assert.throws(() => parseCheckpoint(`Log\n0\n${root}\n`), refusedAs('checkpoint'))
  })

  it('name the line that is wrong', () => {
    assert.throws(() => parseCheckpoint(`Log\n034\n${root}\n`), { line: 2 })
  })

  it('are not written wrong', () => {
    const good = { origin: 'Log', size: 1, root: base64(root) }
    assert.throws(() => formatCheckpoint({ ...good, origin: 'a log' }), refusedAs('checkpoint'))
    assert.throws(() => formatCheckpoint({ ...good, size: 2 ** 53 }), refusedAs('number'))
    assert.throws(() => formatCheckpoint({ ...good, root: new Uint8Array(31) }), refusedAs('hash'))
  })
})
