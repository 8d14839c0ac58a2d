// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestOptions, request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { BodyRoom } from './body-room.ts'
import { pathOf, readBody } from './request.ts'

describe('what is asked for', () => {
  it('is a path without its query, also in the whole address that a proxy asks with (RFC 9112 §3.2.2)', () => {
    for (const [url, path] of [
      ['/v1/models', '/v1/models'],
      ['/v1/models?limit=2?', '/v1/models'],
      ['http://127.0.0.1:8484/v1/models?limit=2', '/v1/models'],
      ['*', ''],
      ['', ''],
      ['http://', ''],
      ['ftp://127.0.0.1/mcp', ''],
    ]) {
      assert.equal(pathOf(url), path, url)
    }
  })
})

describe('a body', { timeout: 20_000 }, () => {
  const server = createServer()
  before(() => once(server.listen(0, '127.0.0.1'), 'listening'))
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const send = (headers: RequestOptions['headers']) => {
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const sent = request({ host: '127.0.0.1', port, method: 'POST', headers, agent: false })
    sent.on('error', () => undefined)
    sent.flushHeaders()
    return sent
  }
  const bounds = { free: 4, perAgent: 30, inAll: 40 }
  const asked = async (agent = 'reporter', room = new BodyRoom(bounds)) => {
    const [request, response] = await once(server, 'request')
    return { request, response, caller: { agent }, room }
  }

  it('is read whole, however many pieces it comes in', async () => {
    for (const headers of [{ 'content-length': 10 }, { 'transfer-encoding': 'chunked' }]) {
      const sent = send(headers)
      const reading = readBody(await asked(), 10)
      sent.write('12345')
      await new Promise(setImmediate)
      sent.end('67890')
      assert.equal(Buffer.from(await reading).toString(), '1234567890')
      sent.destroy()
    }
  })

  it('is refused by the length that is said, before any of it comes', async () => {
    const sent = send({ 'content-length': 11 })
    await assert.rejects(readBody(await asked(), 10), { code: 'too-large' })
    sent.destroy()
  })

  it('is refused by what comes, where no length is said', async () => {
    const sent = send({ 'transfer-encoding': 'chunked' })
    const reading = assert.rejects(readBody(await asked(), 10), { code: 'too-large' })
    sent.write('12345678901')
    await reading
    sent.destroy()
  })

  it('of a caller that leaves while it sends is none', async () => {
    const sent = send({ 'content-length': 10 })
    const reading = assert.rejects(readBody(await asked(), 10), { code: 'ECONNRESET' })
    sent.write('12345')
    sent.destroy()
    await reading
  })
  it('finds no room beside those of its agent, nor beside everybody’s, until one of them is answered', async () => {
    const room = new BodyRoom(bounds)
    const part = async (size: number, agent?: string) => {
      const sent = send({ 'content-length': size })
      const asking = await asked(agent, room)
      const reading = readBody(asking, 100)
      sent.end('x'.repeat(size))
      return { sent, reading, response: asking.response }
    }
    const first = await part(20)
    await first.reading
    await assert.rejects((await part(20)).reading, { code: 'too-many-at-once' })
    const small = await part(4)
    assert.equal((await small.reading).length, 4)
    const other = await part(20, 'other')
    await other.reading
    await assert.rejects((await part(10, 'third')).reading, { code: 'busy' })
    first.response.end()
    room.served(first.response)
    other.sent.destroy()
    await Promise.all([once(first.response, 'close'), once(other.response, 'close')])
    // Its caller left, and it is looked at all the same.
    await assert.rejects((await part(30)).reading, { code: 'busy' })
    room.served(other.response)
    assert.equal((await (await part(30)).reading).length, 30)
  })
})
