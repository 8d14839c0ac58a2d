// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Client } from '@modelcontextprotocol/client'
import { KeptList } from './kept-list.ts'

/** Of a client, which one it is is all that is asked. */
const [client, successor] = [{}, {}] as unknown as readonly [Client, Client]

function listing() {
  let now = 1_000_000
  let asked = 0
  let fails = false
  const list = new KeptList(
    async () => {
      asked++
      if (fails) throw new Error('no answer')
      return asked
    },
    () => now,
  )
  return {
    list,
    pass: (ms: number) => {
      now += ms
    },
    fail: (is: boolean) => {
      fails = is
    },
  }
}

describe('what a tool server lists', () => {
  it('is asked for once a minute, however many want it, and of a new connection at once', async () => {
    const { list, pass } = listing()
    assert.deepEqual(await Promise.all([list.from(client), list.from(client)]), [1, 1])
    pass(59_999)
    assert.equal(await list.from(client), 1)
    pass(1)
    assert.equal(await list.from(client), 2)
    assert.equal(await list.from(successor), 3)
  })

  it('is asked for anew once it says that it changed, but not at each of its words', async () => {
    const { list, pass } = listing()
    assert.equal(await list.from(client), 1)
    list.changed()
    pass(4999)
    assert.equal(await list.from(client), 1)
    pass(1)
    assert.equal(await list.from(client), 2)
    pass(5000)
    assert.equal(await list.from(client), 2)
  })

  it('is asked for anew when the clock went back, or when it gave no answer', async () => {
    const { list, pass, fail } = listing()
    assert.equal(await list.from(client), 1)
    pass(-1)
    assert.equal(await list.from(client), 2)
    fail(true)
    await assert.rejects(list.from(successor))
    fail(false)
    assert.equal(await list.from(successor), 4)
  })
})
