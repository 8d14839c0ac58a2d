// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawJson } from './raw-json.ts'

const raw = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const read = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString())

describe('an answer that holds JSON which was sealed', () => {
  it('is what it would be if that were read and written again, with each value in its place', () => {
    const [a, b, c] = [{ to: ['é', '😀'] }, 'a "text"', null]
    const answer = { first: raw(a), list: [{ name: 'x', value: raw(b) }, raw(c)], last: 1, missing: undefined }
    assert.deepEqual(read(rawJson(answer)), { first: a, list: [{ name: 'x', value: b }, c], last: 1 })
    assert.deepEqual(read(rawJson({ nothing: [] })), { nothing: [] })
  })

  it('passes bytes on unread, so that no length of them costs the loop their parsing', () => {
    const spaced = new TextEncoder().encode('{ "a" : 1 }')
    assert.equal(Buffer.from(rawJson({ value: spaced })).toString(), '{"value":{ "a" : 1 }}')
  })
})
