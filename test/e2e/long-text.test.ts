// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startEchoModel } from './echo-model.ts'
import { openHouse, until } from './harness.ts'

describe('a request of much text that is made to look like findings', () => {
  it('holds up nobody, nor a stop before it leaves (P4)', { timeout: 60_000 }, async () => {
    await using model = await startEchoModel()
    await using house = await openHouse({ environment: { SLUIS_MODEL_URL: model.url } })
    const { gateUrl } = house.sluis
    const headers = { authorization: `Bearer ${house.agentKey}`, 'content-type': 'application/json' }
    const content = '06 '.repeat(750_000)
    const sending = request(`${gateUrl}/v1/chat/completions`, { method: 'POST', headers })
    let answered: number | undefined
    sending.on('response', (response) => {
      answered = response.resume().statusCode
    })
    sending.end(JSON.stringify({ model: 'reporting', messages: [{ role: 'user', content }] }))
    await once(sending, 'finish')
    // By then the gate has read it, and looks it through.
    await delay(300)
    for (let others = 0; others < 20; others++) {
      assert.equal((await fetch(`${gateUrl}/v1/models`, { headers })).status, 200)
    }
    await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
    await until('it is answered', () => answered !== undefined)
    assert.equal(answered, 403)
    assert.deepEqual(model.seen, [])
  })
})
