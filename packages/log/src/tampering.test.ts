// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { trustKey, verifyLog } from './index.ts'
import { testKey } from './test/keys.ts'
import { MemoryLog, numberedEntries, sourceOf } from './test/memory-log.ts'
import { tamperedFiles, tamperings } from './test/tampering.ts'

const log = testKey('example.com/log', 1)
const { signer: stranger } = testKey('example.com/log', 2)
const policy = trustKey(log.key)

describe('every copy of the tamper matrix is refused (P11)', () => {
  for (const size of [2, 20, 700]) {
    it(`of a log of ${size} entries`, async () => {
      const memory = MemoryLog.of(numberedEntries(size))
      const files = await memory.files(log.signer)
      assert.equal((await verifyLog(sourceOf(files), { policy })).kind, 'valid')
      const names = new Set<string>()
      const earlierCheckpoint = await memory.checkpoint(log.signer, size - 1)
      for await (const tampering of tamperings({ files, earlierCheckpoint, stranger })) {
        const { kind } = await verifyLog(sourceOf(tamperedFiles(files, tampering)), { policy })
        assert.equal(kind, 'invalid', tampering.name)
        assert.ok(!names.has(tampering.name), tampering.name)
        names.add(tampering.name)
      }
      assert.ok(names.size > 60, `${names.size} copies`)
    })
  }
})
