// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AnswerSigns } from './answer-signs.ts'

const objects = `[${'{},'.repeat(300_000)}0]`
const pieces = (text: string, size = 65_536): Buffer[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => Buffer.from(text.slice(at * size, (at + 1) * size)))
const isTooMuch = (text: string, comes: 'whole' | 'in a stream' = 'whole', size?: number): boolean => {
  const signs = new AnswerSigns(comes)
  return pieces(text, size).some((piece) => signs.isTooMuch(piece))
}

describe('how many values a tool server’s answer may hold, by its signs', () => {
  it('counts what parts values, and nothing in texts, however the answer is cut', () => {
    const quoted = JSON.stringify([objects, '\\', '"', `\\"${objects}`])
    for (const size of [101, 65_536]) {
      assert.equal(isTooMuch(objects, 'whole', size), true)
      assert.equal(isTooMuch(quoted, 'whole', size), false)
      assert.equal(isTooMuch(`${quoted.slice(0, -1)},${objects}]`, 'whole', size), true)
    }
    assert.equal(isTooMuch(`{${'"a":0,'.repeat(110_000)}"a":0}`), true)
    assert.equal(isTooMuch(`[${'0,'.repeat(2_100_000)}0]`), true)
  })

  it('is not misled by a line of a stream that opens a text', () => {
    assert.equal(isTooMuch(`: "\ndata: ${objects}\n\n`, 'in a stream'), true)
    assert.equal(isTooMuch(`: "\\\rdata: ${objects}\r\r`, 'in a stream'), true)
  })

  it('lets a stream have few lines, and an answer that comes whole as many as it likes', () => {
    assert.equal(isTooMuch(': wait\n\n'.repeat(1500), 'in a stream'), true)
    assert.equal(isTooMuch(': wait\n\n'.repeat(500), 'in a stream'), false)
    assert.equal(isTooMuch('\n'.repeat(10_000)), false)
  })

  it('takes every JSON of ordinary size, as it is written and with spaces', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(isTooMuch(JSON.stringify(value, null, 2)), false)
      }),
    )
  })
})
