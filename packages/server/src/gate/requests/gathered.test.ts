// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Gathered } from './gathered.ts'

describe('a body that comes in pieces', () => {
  it('is all of them in their order, and leaves each as it came', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), (pieces) => {
        const [gathered, came] = [new Gathered(), pieces.map((piece) => piece.slice())]
        for (const piece of pieces) gathered.add(piece)
        assert.deepEqual(gathered.bytes, Buffer.concat(came))
        assert.deepEqual(pieces, came)
      }),
    )
  })

  it('by single bytes takes little more than those bytes', () => {
    const gathered = new Gathered()
    const one = Buffer.from('x')
    for (let at = 0; at < 100_000; at++) gathered.add(one)
    assert.equal(gathered.bytes.toString(), 'x'.repeat(100_000))
    assert.ok(gathered.bytes.buffer.byteLength < 400_000)
  })
})
