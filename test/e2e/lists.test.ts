// SPDX-License-Identifier: EUPL-1.2
// Lists are no calls, so no limit counts them: what one agent asks of them must not keep the others waiting, nor cost a
// tool server more than what it lists once.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import type { Listening } from '../listen.ts'
import { type House, openHouse } from './harness.ts'
import { addAgent, addServers } from './more-tools.ts'
import { serveMcpHandler } from './serve-mcp.ts'

let house: House
let upstream: Listening
let loud: string
let timesListed = 0

before(async () => {
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'shelf', version: '1.0.0' }, { capabilities: { resources: {} } })
    server.setRequestHandler('resources/list', () => {
      timesListed++
      return { resources: [{ uri: 'shelf://books/1', name: 'book' }] }
    })
    return server
  })
  upstream = await serveMcpHandler(handler)
  house = await openHouse({
    prepare: (folder) => {
      const resources = { books: { uri: 'shelf://books/*' } }
      addServers(folder, [{ id: 'shelf', kind: 'mcp-http', url: { env: 'SHELF_URL' }, resources }])
      addAgent(folder, 'loud')
    },
    environment: { SHELF_URL: upstream.url },
  })
  loud = (await house.sluis.identity.issue({ kind: 'agent', principal: 'loud' })).key
})
after(async () => {
  await house?.[Symbol.asyncDispose]()
  await upstream?.[Symbol.asyncDispose]()
})

async function post(key: string, message: unknown, version = '2025-06-18'): Promise<string> {
  const response = await fetch(`${house.sluis.gateUrl}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': version,
    },
    body: JSON.stringify(message),
  })
  return await response.text()
}

const list = (method: string, id = 1) => ({ jsonrpc: '2.0', id, method, params: {} })

describe('a flood of lists', { timeout: 60_000 }, () => {
  it('asks a tool server for its addresses once', async () => {
    const lists = await Promise.all(Array.from({ length: 20 }, () => post(loud, list('resources/list'))))
    for (const text of lists) assert.match(text, /shelf:\/\/books\/1/)
    assert.equal(timesListed, 1)
  })

  for (const [what, asked] of [
    ['a list', list('tools/list')],
    ['a call that is none', list('tools/call')],
  ] as const) {
    it(`waits for itself, and keeps no other agent waiting: ${what}`, async () => {
      let [answered, isOver] = [0, false]
      const flood = Array.from({ length: 60 }, async () => {
        while (!isOver) {
          await post(loud, asked)
          answered++
        }
      })
      await Promise.race([post(loud, asked), post(house.agentKey, list('tools/list'))])
      const before = answered
      for (let made = 0; made < 5; made++) await post(house.agentKey, list('tools/list'))
      const perList = (answered - before) / 5
      isOver = true
      await Promise.all(flood)
      assert.ok(perList < 30, `${perList} answers to the flood were made for one list of another agent`)
    })
  }

  it('is no other when it comes in one message', async () => {
    const message = Array.from({ length: 100 }, (_, id) => list('tools/list', id))
    let isAnswered = false
    const whole = post(loud, message, '2025-03-26').then((text) => {
      isAnswered = true
      return text
    })
    for (let asked = 0; asked < 3; asked++) await post(house.agentKey, list('tools/list'))
    assert.equal(isAnswered, false)
    assert.equal((await whole).match(/"tools":\[\{/g)?.length, 100)
  })
})
