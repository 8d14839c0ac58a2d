// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readJson } from './json-body.ts'

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
