// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Backoff } from './backoff.ts'

it('starts a server again at once, then less and less often, and at once again after it was well', () => {
  let now = 1_000_000
  const backoff = new Backoff(() => now)
  const failOnce = (): number => {
    backoff.started()
    backoff.ended()
    return backoff.waitMs()
  }
  assert.deepEqual([failOnce(), failOnce(), failOnce(), failOnce()], [0, 500, 1000, 2000])
  for (let failures = 0; failures < 20; failures++) backoff.ended()
  assert.equal(backoff.waitMs(), 60_000)
  now -= 3_600_000
  assert.equal(backoff.waitMs(), 60_000, 'a clock that jumps back keeps it down no longer')
  now += 3_660_000
  assert.equal(backoff.waitMs(), 0)
  backoff.started()
  now += 60_000
  backoff.ended()
  assert.equal(backoff.waitMs(), 0)
})
