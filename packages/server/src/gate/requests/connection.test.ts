// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { openaiError } from '../models/errors.ts'
import { Exchanges, textOf } from '../test/exchange.ts'
import { Connection } from './connection.ts'

const told = { code: 'stopped', message: 'cut by an emergency stop', detail: { call: 'call-1', number: 7 } } as const
const made = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"made":"by the path"}' }
const [word, cut] = [Buffer.from('data: word\n\n'), Buffer.from('data: cut\n\n')]

describe('a connection', { timeout: 20_000 }, () => {
  const exchanges = new Exchanges()
  before(() => exchanges.open())
  after(() => exchanges.close())

  interface Asked {
    readonly connection: Connection
    readonly outgoing: ServerResponse
    readonly answer: Promise<IncomingMessage>
    leave(): void
  }
  const ask = async (): Promise<Asked> => {
    const exchange = await exchanges.next()
    return { ...exchange, connection: new Connection(exchange.outgoing, openaiError) }
  }

  it('is refused in the turn in which a stop says so, and the path has nothing left to answer (P4)', async () => {
    const { connection, outgoing, answer } = await ask()
    connection.refuse(told)
    assert.equal(outgoing.writableEnded, true)
    connection.answer(made)
    connection.stream({}, () => assert.fail('nothing starts after a stop'))
    const response = await answer
    assert.deepEqual([response.statusCode, response.headers['x-should-retry']], [403, 'false'])
    const { error } = JSON.parse(await textOf(response))
    assert.deepEqual([error.code, error.number], ['stopped', 7])
  })

  it('gets a whole answer with its length, once', async () => {
    const { connection, answer } = await ask()
    connection.answer({ ...made, body: '{"made":"één keer"}' })
    connection.answer(made)
    connection.refuse(told)
    const response = await answer
    assert.deepEqual([response.headers['content-length'], response.headers['transfer-encoding']], ['21', undefined])
    assert.equal(await textOf(response), '{"made":"één keer"}')
  })

  it('ends a stream with a stop’s last words, which a refusal leaves alone (P4)', async () => {
    const { connection, answer } = await ask()
    connection.stream({ 'content-type': 'text/event-stream' }, (sink) => sink.write(word))
    connection.refuse(told)
    connection.endAtOnce(cut)
    connection.write(word)
    connection.end(word)
    assert.equal(await textOf(await answer), 'data: word\n\ndata: cut\n\n')
  })

  it('gets a stream that is all there when it starts with its length, as a whole', async () => {
    const { connection, answer } = await ask()
    connection.stream({ 'content-type': 'text/event-stream' }, (sink) => sink.end(word))
    const response = await answer
    assert.deepEqual([response.headers['content-length'], response.statusCode], [String(word.length), 200])
    assert.equal(await textOf(response), 'data: word\n\n')
  })

  it('begins a stream before its first word', async () => {
    const { connection, answer } = await ask()
    connection.stream({ 'content-type': 'text/event-stream' }, () => undefined)
    const response = await answer
    assert.equal(response.headers['content-type'], 'text/event-stream')
    connection.end(word)
    assert.equal(await textOf(response), 'data: word\n\n')
  })

  it('says when its reader is behind, and when it has caught up', async () => {
    const { connection, answer } = await ask()
    const response = await answerOf(connection, answer)
    let written = 0
    while (connection.write(Buffer.alloc(64 * 1024))) written++
    const caughtUp = new Promise<void>((resolve) => connection.onDrain(resolve))
    const read = textOf(response)
    await caughtUp
    connection.end()
    assert.equal((await read).length, (written + 1) * 64 * 1024)
  })

  it('lets nothing more out that waits for a slow reader (P4)', async () => {
    const { connection, outgoing, answer } = await ask()
    const response = await answerOf(connection, answer)
    while (outgoing.socket?.writableNeedDrain !== true) {
      connection.write(Buffer.alloc(64 * 1024))
      await new Promise(setImmediate)
    }
    connection.endAtOnce(cut)
    assert.equal(outgoing.destroyed, true)
    await assert.rejects(textOf(response), { code: 'ECONNRESET' })
  })

  it('lets nothing more out that waits behind another answer of its connection (P4)', async () => {
    const { outgoing, text } = await exchanges.twoAtOnce()
    const [first, second] = outgoing.map((response) => new Connection(response, openaiError))
    second?.stream({ 'content-type': 'text/event-stream' }, (sink) => sink.write(word))
    second?.endAtOnce(cut)
    first?.answer(made)
    const all = await text
    assert.match(all, /by the path/)
    assert.doesNotMatch(all, /data: word/)
  })

  it('tells of a caller that leaves, and of none whose answer went out', async () => {
    const { connection, outgoing, leave } = await ask()
    const left = new Promise<void>((resolve) => connection.onLeft(resolve))
    leave()
    await left
    connection.onLeft(() => assert.ok(outgoing.destroyed, 'also who asks later is told'))
    connection.answer(made)
    connection.stream({}, () => assert.fail('nothing starts for nobody'))
    const stays = await ask()
    stays.connection.onLeft(() => assert.fail('it did not leave'))
    stays.connection.answer(made)
    await textOf(await stays.answer)
    assert.equal(stays.outgoing.closed, true)
  })
})

/** A stream that has begun. */
async function answerOf(connection: Connection, answer: Promise<IncomingMessage>): Promise<IncomingMessage> {
  connection.stream({ 'content-type': 'text/event-stream' }, (sink) => sink.write(word.subarray(0, 0)))
  return await answer
}
