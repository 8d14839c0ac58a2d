// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import type { EntryDraft } from '../../journal/index.ts'
import { RefusedCallers } from './refused-callers.ts'

const minute = async (): Promise<void> => {
  mock.timers.tick(60_000)
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

describe('callers without a valid key', () => {
  const counts: unknown[] = []
  let isFull = false
  const journal = {
    append: ({ data }: EntryDraft) => {
      if (isFull) return Promise.reject(new Error('the disk is full'))
      counts.push(data.count)
      return Promise.resolve({ entry: { index: 0, at: 0, kind: '', data: {} }, treeSize: 1 })
    },
  }

  beforeEach(() => {
    counts.length = 0
    isFull = false
    mock.timers.enable({ apis: ['setTimeout'] })
  })
  afterEach(() => mock.timers.reset())

  it('become one entry a minute', async () => {
    const refused = new RefusedCallers(journal)
    for (let caller = 0; caller < 3; caller++) refused.count()
    await minute()
    refused.count()
    await minute()
    await minute()
    assert.deepEqual(counts, [3, 1])
  })

  it('are counted on while the log takes nothing, and told when it does again (P3)', async () => {
    const refused = new RefusedCallers(journal)
    refused.count()
    isFull = true
    await minute()
    refused.count()
    isFull = false
    await minute()
    assert.deepEqual(counts, [2])
  })
})
