// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import type { RequestListener, Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { BodyRoom } from './body-room.ts'
import { connectionBounds, listen } from './listen.ts'
import { readBody } from './request.ts'

const answer: RequestListener = (request, response) => {
  readBody({ request, response, caller: { agent: 'anna' }, room: new BodyRoom() }, 1_000_000).then(
    (body) => response.end(body),
    () => response.destroy(),
  )
}

/** Everything that came until the far side closed. */
async function untilClosed(socket: Socket): Promise<string> {
  let text = ''
  for await (const part of socket) text += part
  return text
}

describe('a stranger at the gate', () => {
  let server: Server
  let port = 0
  before(async () => {
    server = await listen(answer, 0, '127.0.0.1', {
      ...connectionBounds,
      headersMs: 300,
      requestMs: 600,
      maxConnections: 3,
    })
    const address = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  })
  after(() => {
    server.close()
  })

  it('that says nothing, or its headers byte by byte, is shown out', { timeout: 20_000 }, async () => {
    const silent = connect(port, '127.0.0.1')
    const slow = connect(port, '127.0.0.1')
    slow.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
    const trickle = setInterval(() => slow.write('x-a: b\r\n'), 50)
    slow.on('error', () => undefined)
    await Promise.all([untilClosed(silent), untilClosed(slow).catch(() => '')])
    clearInterval(trickle)
  })

  it('that sends its body too slowly is shown out', { timeout: 20_000 }, async () => {
    const slow = connect(port, '127.0.0.1')
    slow.on('error', () => undefined)
    slow.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n')
    const trickle = setInterval(() => slow.write('x'), 50)
    const text = await untilClosed(slow).catch(() => '')
    clearInterval(trickle)
    assert.doesNotMatch(text, /200 OK/)
  })

  it('sends no headers without end', { timeout: 20_000 }, async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`)
    assert.match(await untilClosed(socket), /^HTTP\/1\.1 431/)
  })

  it('is one of as many as there is room for', { timeout: 20_000 }, async () => {
    const held = [1, 2, 3].map(() => connect(port, '127.0.0.1'))
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
    assert.equal(await untilClosed(connect(port, '127.0.0.1')), '')
    for (const socket of held) socket.destroy()
  })
})
