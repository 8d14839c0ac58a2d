// SPDX-License-Identifier: EUPL-1.2
// A client that asks for a stream and does not read it: what the model says must wait at the model, not in the gate.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { listen } from '../listen.ts'
import { openHouse, until } from './harness.ts'

const chunk = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x'.repeat(16_000) } }] })}\n\n`

/** The buffers of four sockets and a few chunks between them; an endless stream would be past it in a moment. */
const maxBufferedBytes = 12 * 1024 * 1024

it('a stream whose client reads slowly is not kept in the gate', { timeout: 60_000 }, async () => {
  let sent = 0
  let isGone = false
  const model = createServer(async (request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const gone = once(response, 'close').then(() => {
      isGone = true
    })
    while (!response.destroyed) {
      sent += chunk.length
      if (response.write(chunk)) continue
      const drained = Promise.withResolvers<void>()
      response.once('drain', drained.resolve)
      await Promise.race([drained.promise, gone])
    }
  })
  await using listening = await listen(model, '/v1')
  const house = await openHouse({ environment: { SLUIS_MODEL_URL: listening.url } })
  try {
    const { hostname, port: gatePort } = new URL(house.sluis.gateUrl)
    const body = JSON.stringify({ model: 'reporting', stream: true, messages: [{ role: 'user', content: 'Speak.' }] })
    const client = connect(Number(gatePort), hostname)
    client.pause()
    client.write(
      `POST /v1/chat/completions HTTP/1.1\r\nHost: ${hostname}:${gatePort}\r\nAuthorization: Bearer ${house.agentKey}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    await until('the model began', () => sent > 0)
    let before = -1
    await until('the model has to wait', async () => {
      before = sent
      await delay(500)
      return sent === before
    })
    assert.ok(sent < maxBufferedBytes, `${sent} bytes were taken from the model for a client that reads nothing`)
    assert.equal(house.sluis.limits.inFlight, 1)
    client.destroy()
    await until('the model is let go', () => isGone)
    await until('the call has left', () => house.sluis.limits.inFlight === 0)
  } finally {
    await house?.[Symbol.asyncDispose]()
  }
})
