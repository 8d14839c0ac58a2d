// SPDX-License-Identifier: EUPL-1.2
// A key that a caller chose is never carried out twice, and is no key to anything else than was asked with it first.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type House, openHouse } from './harness.ts'
import { connectAgent, numbersOf, readToolAnswer, upTo } from './outside-agent.ts'

describe('a request key', () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house?.[Symbol.asyncDispose]())

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

  it('gives the first answer again to the byte, whatever order the same request is written in', async () => {
    const first = await chat('one', 'Hello.', { temperature: 0, seed: 7 })
    const again = await chat('one', 'Hello.', { seed: 7, temperature: 0 })
    assert.deepEqual([first.status, again.status], [200, 200])
    assert.equal(await again.text(), await first.text())
    assert.equal(house.modelRequests().length, 1)
  })

  it('gives the first answer also to another question, for which a run that is taken up may ask otherwise', async () => {
    const first = await chat('two', 'Hello.')
    const asked = house.modelRequests().length
    const other = await chat('two', 'Good day.')
    assert.deepEqual(await other.json(), await first.json())
    assert.equal(house.modelRequests().length, asked)
  })

  it('is refused with another tool call, by number (P3)', async () => {
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
