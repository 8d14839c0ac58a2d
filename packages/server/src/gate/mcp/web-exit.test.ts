// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openaiError } from '../models/errors.ts'
import { Exchanges, textOf } from '../test/exchange.ts'
import { WebExit } from './web-exit.ts'

const told = { code: 'stopped', message: 'cut by an emergency stop', detail: { call: 'call-1', number: 7 } } as const
const made = new Response('made by the path')

describe('the exit of a call that a framework answers', { timeout: 20_000 }, () => {
  const exchanges = new Exchanges()
  before(() => exchanges.open())
  after(() => exchanges.close())
  const last = () => 'data: cut\n\n'

  it('refuses in the turn in which it is told to, and leaves the framework nothing to answer (P4)', async () => {
    const { outgoing, answer } = await exchanges.next()
    const exit = new WebExit(outgoing, openaiError, last)
    exit.refuse(told)
    assert.equal(outgoing.writableEnded, true)
    assert.equal(exit.answer(made).headers.get('x-hono-already-sent'), 'true')
    const response = await answer
    assert.deepEqual([response.statusCode, response.headers['x-should-retry']], [403, 'false'])
    const { error } = JSON.parse(await textOf(response))
    assert.deepEqual([error.code, error.number], ['stopped', 7])
  })

  it('ends what the path made of a call that was refused so, because nobody reads it', async () => {
    const { outgoing, answer } = await exchanges.next()
    const exit = new WebExit(outgoing, openaiError, last)
    exit.refuse(told)
    const cancelled = new Promise<void>((resolve) => {
      exit.answer(new Response(new ReadableStream({ cancel: () => resolve() })))
    })
    await cancelled
    assert.equal((await answer).statusCode, 403)
  })

  it('ends a stream with its last words, once (P4)', async () => {
    const { outgoing, answer } = await exchanges.next()
    const exit = new WebExit(outgoing, openaiError, last)
    outgoing.write('data: word\n\n')
    exit.refuse(told)
    exit.refuse(told)
    assert.equal(await textOf(await answer), 'data: word\n\ndata: cut\n\n')
  })

  it('leaves an answer alone that the framework is about to give', async () => {
    const { outgoing, answer } = await exchanges.next()
    const exit = new WebExit(outgoing, openaiError, last)
    assert.equal(exit.answer(made), made)
    exit.refuse(told)
    assert.equal(outgoing.headersSent, false)
    outgoing.end('made by the path')
    assert.equal(await textOf(await answer), 'made by the path')
  })

  it('lets nothing more out that waits for a slow reader (P4)', async () => {
    const { outgoing, answer } = await exchanges.next()
    const exit = new WebExit(outgoing, openaiError, last)
    while (outgoing.socket?.writableNeedDrain !== true) {
      outgoing.write(Buffer.alloc(64 * 1024))
      await new Promise(setImmediate)
    }
    const response = await answer
    exit.refuse(told)
    assert.equal(outgoing.destroyed, true)
    await assert.rejects(textOf(response), { code: 'ECONNRESET' })
  })
  it('lets nothing more out that waits behind another answer of its connection (P4)', async () => {
    const { outgoing, text } = await exchanges.twoAtOnce()
    const [first, second] = outgoing
    assert.ok(first !== undefined && second !== undefined)
    const exit = new WebExit(second, openaiError, last)
    second.write('data: word\n\n')
    exit.refuse(told)
    first.end('made by the path')
    assert.match(await text, /made by the path/)
    assert.doesNotMatch(await text, /data: word/)
  })
})
