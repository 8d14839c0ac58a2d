// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type FindingCode, firstLookAt } from './index.ts'

const look = (...codes: readonly FindingCode[]) =>
  firstLookAt(codes.map((code) => ({ code, path: 'checkpoint', message: '' })))

describe('what to look at before anybody is accused', () => {
  it('is the copy, where a download that broke off explains all that was found', () => {
    for (const code of ['not-found', 'bundle', 'tile', 'note', 'proof-file', 'encoding'] as const) {
      assert.equal(look(code), 'copy', code)
    }
    assert.equal(look('not-found', 'tile'), 'copy')
  })

  it('is the key, where that of another log explains it', () => {
    assert.equal(look('signature'), 'key')
    assert.equal(look('origin'), 'key')
  })

  it('is nothing, where one finding is left that neither explains: somebody changed something', () => {
    const told = ['entry-altered', 'tile-altered', 'root', 'cut', 'fork', 'entry-refused', 'quorum', 'proof'] as const
    for (const code of told) {
      assert.equal(look(code), undefined, code)
      assert.equal(look('not-found', code), undefined, code)
      assert.equal(look(code, 'signature'), undefined, code)
    }
    assert.equal(look('not-found', 'signature'), undefined)
  })
})
