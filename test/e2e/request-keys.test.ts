// SPDX-License-Identifier: EUPL-1.2
// A key that a caller chose is never carried out twice, and is no key to anything else than was asked with it first.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { type House, openHouse } from './harness.ts'
import { connectAgent, numbersOf, readToolAnswer, upTo } from './outside-agent.ts'

const refusal = z.object({ error: z.object({ code: z.string(), call: z.string(), number: z.number() }) })

describe('a request key', () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house[Symbol.asyncDispose]())

  const chat = (key: string, content: string, more: object = {}) =>
    fetch(`${house.sluis.gateUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.agentKey}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ ...more, model: 'reporting', messages: [{ role: 'user', content }] }),
    })

  it('gives the first answer again, whatever order the same request is written in', async () => {
    const first = await chat('one', 'Hello.', { temperature: 0, seed: 7 })
    const again = await chat('one', 'Hello.', { seed: 7, temperature: 0 })
    assert.deepEqual([first.status, again.status], [200, 200])
    assert.deepEqual(await again.json(), await first.json())
    assert.equal(house.modelRequests().length, 1)
  })

  it('is refused with another request, by number, and nothing is asked of the model (P3)', async () => {
    const first = await chat('two', 'Hello.')
    assert.equal(first.status, 200)
    const asked = house.modelRequests().length
    for (const other of [chat('two', 'Good day.'), chat('two', 'Hello.', { temperature: 1 })]) {
      const refused = await other
      const { error } = refusal.parse(await refused.json())
      assert.deepEqual([refused.status, error.code], [422, 'key-reused'])
      assert.equal(refused.headers.get('x-should-retry'), 'false')
      const [row] = await house.sluis.journal.query('SELECT state, reason FROM calls WHERE number = $1', error.number)
      assert.deepEqual([row?.state, row?.reason], ['denied', 'key-reused'])
    }
    assert.equal(house.modelRequests().length, asked)
    assert.equal((await chat('two', 'Hello.')).status, 200, 'the first is still given to who asks the same')
  })

  it('binds a tool call too', async () => {
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const call = async (path: string) => {
      const wish = { name: 'books_list_directory', arguments: { path }, _meta: { 'eu.sluis/call': { key: 'three' } } }
      return readToolAnswer(await agent.client.callTool(wish))
    }
    const first = await call('.')
    assert.deepEqual([first.isError, (await call('.')).text], [false, first.text])
    const { isError, gate } = await call('invoices')
    assert.deepEqual([isError, gate.code], [true, 'key-reused'])
    const numbers = await numbersOf(house)
    assert.deepEqual(numbers, upTo(numbers.length))
  })
})
