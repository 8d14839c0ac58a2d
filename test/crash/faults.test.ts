// SPDX-License-Identifier: EUPL-1.2
// The calls are counted from the start of the process. Opening a new folder takes more than ten syncs and fifty writes.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acknowledgedAfterRefusal, wasRefused, workWith } from './faults.ts'
import { canTrace } from './recording.ts'

const skip = canTrace() ? false : 'no strace on this machine, or it may not look'

describe('a disk that fails', { skip, timeout: 230_000 }, () => {
  it('is the end of all acknowledgement after one failed sync, until a restart, which finds all that was acknowledged (P1)', async () => {
    for (const error of ['EIO', 'ENOSPC'] as const) {
      for (const at of [31, 44]) {
        const { file, marks } = await workWith({ call: 'sync', error, at, lasts: false })
        assert.ok(wasRefused(marks), `sync ${at} of ${file} failed with ${error}`)
        assert.equal(acknowledgedAfterRefusal(marks), 0)
      }
    }
  })

  it('is told apart from one that another process uses, and from damage, when it fails at the start', async () => {
    for (const at of [1, 4, 8]) {
      const { marks } = await workWith({ call: 'sync', error: 'EIO', at, lasts: false })
      assert.deepEqual(
        marks.map((mark) => ('refused' in mark ? mark.refused.code : mark)),
        ['unwritable'],
      )
    }
  })

  it('takes entries again when it was full for a moment, and none while it is full (P1)', async () => {
    const once = await workWith({ call: 'write', error: 'ENOSPC', at: 200, lasts: false })
    assert.ok(wasRefused(once.marks))
    assert.ok(acknowledgedAfterRefusal(once.marks) > 0)
    const full = await workWith({ call: 'write', error: 'ENOSPC', at: 200, lasts: true })
    assert.ok(wasRefused(full.marks))
    assert.equal(acknowledgedAfterRefusal(full.marks), 0)
  })

  it('seals nothing under a key that it could not destroy when the log said so (P7)', async () => {
    for (const at of [140, 149, 158, 167]) {
      const { marks } = await workWith({ call: 'write', error: 'ENOSPC', at, lasts: false, onlyKeys: true })
      assert.ok(wasRefused(marks))
      assert.ok(acknowledgedAfterRefusal(marks) > 0)
    }
  })

  it('is not written to again after a write failed in any other way', async () => {
    const { marks } = await workWith({ call: 'write', error: 'EIO', at: 250, lasts: false })
    assert.ok(wasRefused(marks))
    assert.equal(acknowledgedAfterRefusal(marks), 0)
  })
})
