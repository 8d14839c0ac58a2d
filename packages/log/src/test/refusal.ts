// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { LogError, type LogErrorCode } from '../index.ts'

/** For `assert.throws` and `assert.rejects`: a refusal with this code, and nothing else. */
export function refusedAs(code: LogErrorCode): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof LogError, `not a refusal but ${error}`)
    assert.equal(error.code, code, error.message)
    return true
  }
}
