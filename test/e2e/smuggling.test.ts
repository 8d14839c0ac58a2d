// SPDX-License-Identifier: EUPL-1.2
// What an agent, a model or a tool server would try to get past the gate, or to leave without an outcome.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { type House, openHouse } from './harness.ts'

describe('what is tried to get past the gate', () => {
  let house: House
  /** What the model's endpoint answers next, and what it was asked. */
  const answer = { type: 'application/json', text: '{"choices":[]}', status: 200 }
  const asked: string[] = []
  const upstream = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    asked.push(text)
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text)
  })
  before(async () => {
    await new Promise<void>((resolve) => void upstream.listen(0, '127.0.0.1', resolve))
    const address = upstream.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    house = await openHouse({ environment: { SLUIS_MODEL_URL: `http://127.0.0.1:${port}/v1` } })
  })
  after(async () => {
    await house[Symbol.asyncDispose]()
    upstream.closeAllConnections()
    upstream.close()
  })

  const post = (path: string, body: string, key = house.agentKey): Promise<Response> =>
    fetch(`${house.sluis.gateUrl}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body,
    })

  it('a run key starts no run of its own, which would be without its labels and outside its stop (P4, P9)', async () => {
    const made: { key: string } = JSON.parse(await (await post('/v1/runs', '')).text())
    const again = await post('/v1/runs', '', made.key)
    assert.equal(again.status, 403)
    assert.match(await again.text(), /"code":"denied"/)
  })
})
