// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { after, before, describe, it } from 'node:test'
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
  const asked = async (): Promise<IncomingMessage> => (await once(server, 'request'))[0]

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
})
