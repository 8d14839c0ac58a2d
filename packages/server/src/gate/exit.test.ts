// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { Exit } from './exit.ts'
import { openaiError } from './models/errors.ts'

const told = { code: 'stopped', message: 'cut by an emergency stop', detail: { call: 'call-1', number: 7 } } as const
const made = new Response('made by the path')

/** One request: the server's side, and the answer as its caller gets it. */
async function exchange(server: Server): Promise<{ outgoing: ServerResponse; answer: Promise<IncomingMessage> }> {
  const address = server.address()
  const asked = get({ port: typeof address === 'object' ? address?.port : undefined, host: '127.0.0.1' })
  const answer = once(asked, 'response').then(([response]): IncomingMessage => response)
  answer.catch(() => undefined)
  const [, outgoing] = await once(server, 'request')
  return { outgoing, answer }
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of response) text += piece
  return text
}

describe('the exit of a call', { timeout: 20_000 }, () => {
  const server = createServer()
  before(() => once(server.listen(0, '127.0.0.1'), 'listening'))
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('refuses in the turn in which it is told to, and leaves the path nothing to answer (P4)', async () => {
    const { outgoing, answer } = await exchange(server)
    const exit = new Exit({ outgoing }, openaiError)
    exit.refuse(told)
    assert.equal(outgoing.writableEnded, true)
    assert.equal(exit.answer(made).headers.get('x-hono-already-sent'), 'true')
    const response = await answer
    assert.deepEqual([response.statusCode, response.headers['x-should-retry']], [403, 'false'])
    const { error } = JSON.parse(await textOf(response))
    assert.deepEqual([error.code, error.number], ['stopped', 7])
  })

  it('ends a stream with its last words, and says so when there is none to end (P4)', async () => {
    const { outgoing, answer } = await exchange(server)
    const exit = new Exit({ outgoing }, openaiError)
    assert.equal(exit.end('data: cut\n\n'), false)
    outgoing.write('data: word\n\n')
    assert.equal(exit.end('data: cut\n\n'), true)
    exit.refuse(told)
    assert.equal(await textOf(await answer), 'data: word\n\ndata: cut\n\n')
  })

  it('leaves an answer alone that the framework is about to give', async () => {
    const { outgoing, answer } = await exchange(server)
    const exit = new Exit({ outgoing }, openaiError)
    assert.equal(exit.answer(made), made)
    exit.refuse(told)
    assert.equal(outgoing.headersSent, false)
    outgoing.end('made by the path')
    assert.equal(await textOf(await answer), 'made by the path')
  })

  it('lets nothing more out that waits for a slow reader (P4)', async () => {
    const { outgoing, answer } = await exchange(server)
    const exit = new Exit({ outgoing }, openaiError)
    while (outgoing.socket?.writableNeedDrain !== true) {
      outgoing.write(Buffer.alloc(64 * 1024))
      await new Promise(setImmediate)
    }
    const response = await answer
    assert.equal(exit.end('data: cut\n\n'), true)
    assert.equal(outgoing.destroyed, true)
    await assert.rejects(textOf(response), { code: 'ECONNRESET' })
  })

  it('is none without a connection', () => {
    const exit = new Exit(undefined, openaiError)
    exit.refuse(told)
    assert.equal(exit.end('cut'), false)
    assert.equal(exit.answer(made), made)
  })
})
