// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openHouse } from './harness.ts'

describe('the runs that an agent starts', () => {
  it('are a thousand at most, also when the last are asked for at once', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    const headers = { authorization: `Bearer ${house.agentKey}` }
    const start = async (): Promise<number> => {
      const { status, body } = await fetch(`${house.sluis.gateUrl}/v1/runs`, { method: 'POST', headers })
      await body?.cancel()
      return status
    }
    const atOnce = 50
    for (let made = 0; made < 975; ) {
      const statuses = await Promise.all(Array.from({ length: Math.min(atOnce, 975 - made) }, start))
      made += statuses.filter((status) => status === 201).length
    }
    const last = await Promise.all(Array.from({ length: atOnce }, start))
    assert.deepEqual(
      [201, 403].map((wanted) => last.filter((status) => status === wanted).length),
      [25, 25],
    )
    assert.equal(await start(), 403)
  })
})
