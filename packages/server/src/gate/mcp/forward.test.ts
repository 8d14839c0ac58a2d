// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lineUntil } from './forward.ts'

describe('the line to a client of the SDK', () => {
  it('says that it left when it leaves, and at once where it left before (P2)', () => {
    const gone = new AbortController()
    let left = 0
    const line = lineUntil(gone.signal, undefined)
    line.onLeft(() => left++)
    assert.equal(left, 0)
    gone.abort()
    assert.equal(left, 1)
    line.onLeft(() => left++)
    assert.equal(left, 2)
  })

  it('has the short way back for a stop, where there is one (P4)', () => {
    const exit = { refuse: () => undefined }
    const { signal } = new AbortController()
    assert.equal(lineUntil(signal, exit).exit, exit)
    assert.equal(lineUntil(signal, undefined).exit, undefined)
  })
})
