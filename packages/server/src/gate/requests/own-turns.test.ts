// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { OwnTurns } from './own-turns.ts'

describe('what an agent asks that is no call', { timeout: 10_000 }, () => {
  it('is done one after the other, each in another turn of the loop', async () => {
    const turns = new OwnTurns()
    let loops = 0
    let isOver = false
    const count = (): void => {
      loops++
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    const begun = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const end = await turns.begin('loud')
        end()
        return loops
      }),
    )
    isOver = true
    assert.equal(new Set(begun).size, 20)
    assert.deepEqual(
      begun,
      begun.toSorted((a, b) => a - b),
    )
  })

  it('waits for nobody else', async () => {
    const turns = new OwnTurns()
    await turns.begin('loud')
    const end = await Promise.race([turns.begin('quiet'), new Promise((resolve) => setTimeout(resolve, 50))])
    assert.equal(typeof end, 'function')
  })

  it('goes on when its own agent has an answer that does not come', async () => {
    const turns = new OwnTurns()
    await turns.begin('loud')
    const end = await turns.begin('loud')
    assert.equal(typeof end, 'function')
  })
})
