// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readJson, wholeAnswer } from './json-body.ts'

const read = (text: string) => readJson(new TextEncoder().encode(text))

describe('a body', () => {
  it('is at most 64 levels deep, and never walked deeper than the stack', () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    assert.ok(Array.isArray(read(deep(64))))
    for (const levels of [66, 100_000]) assert.throws(() => read(deep(levels)), { code: 'malformed' })
  })

  it('holds at most a million values, wherever they stand', () => {
    const zeros = (count: number) => `[${'0,'.repeat(count - 1)}0]`
    assert.ok(Array.isArray(read(zeros(999_999))))
    assert.throws(() => read(zeros(1_000_001)), { code: 'malformed' })
    assert.throws(() => read(`[${`${zeros(1000)},`.repeat(1000)}0]`), { code: 'malformed' })
  })
})

describe('a number past all bounds', () => {
  it('is refused in a request: what goes on would say something else', () => {
    for (const number of ['1e999', '-1e999']) assert.throws(() => read(`{"seed":${number}}`), { code: 'malformed' })
  })
})

describe('an answer', () => {
  it('goes on as it came where it is whole, and with half a character mended, however it is nested', () => {
    const whole = { said: ['jan', { at: 1 }] }
    assert.equal(wholeAnswer(whole), whole)
    assert.deepEqual(wholeAnswer({ 'a\ud83d': ['b\ude00', { c: 'é' }] }), { 'a\ufffd': ['b\ufffd', { c: 'é' }] })
  })

  it('has null for a number that JSON can’t say again, which could not be sealed', () => {
    assert.deepEqual(wholeAnswer({ usage: [JSON.parse('1e999'), -0, 1] }), { usage: [null, -0, 1] })
  })

  it('of more values than a body may hold is still an answer', () => {
    const zeros = Array.from({ length: 1_000_001 }, () => 0)
    assert.deepEqual(wholeAnswer(zeros), zeros)
  })

  it('is refused where it is too deep to be walked, also behind half a character', () => {
    const deep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`)
    for (const answer of [deep, ['\ud83d', deep]])
      assert.throws(() => wholeAnswer(answer), { code: 'upstream-timeout' })
  })
})
