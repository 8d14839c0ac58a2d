// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Pool } from 'undici'
import { Exchange } from './exchange.ts'

const goesOn = (): undefined => undefined

/** What an answer brings to whoever reads it, in order. */
function read(exchange: Exchange) {
  const { promise: over, resolve } = Promise.withResolvers<unknown>()
  const told = { text: '', bytes: 0, over }
  exchange.read({
    piece(bytes) {
      told.text += Buffer.from(bytes).toString().slice(0, 100)
      told.bytes += bytes.length
    },
    end: () => resolve('ended'),
    failed: resolve,
  })
  return told
}

describe('an exchange with a far side', { timeout: 20_000 }, () => {
  const far = createServer()
  let pool: Pool
  before(async () => {
    await once(far.listen(0, '127.0.0.1'), 'listening')
    const address = far.address()
    pool = new Pool(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  })
  after(async () => {
    await pool.destroy()
    far.closeAllConnections()
    far.close()
  })

  it('is not begun for a call that a stop silenced while its connection was made (P4)', async () => {
    const stopped = new Error('stopped')
    const exchange = new Exchange(
      () => undefined,
      () => stopped,
    )
    let asked = 0
    const count = (): number => asked++
    far.on('request', count)
    pool.dispatch({ method: 'POST', path: '/', body: '{}' }, exchange)
    await assert.rejects(exchange.begun, stopped)
    await delay(50)
    far.off('request', count)
    assert.equal(asked, 0)
  })

  const ask = async (timesOver = { count: 0 }): Promise<{ exchange: Exchange; answer: ServerResponse }> => {
    const exchange = new Exchange(() => timesOver.count++, goesOn)
    exchange.begun.catch(() => undefined)
    const asked = once(far, 'request')
    pool.dispatch({ method: 'POST', path: '/', body: '{}' }, exchange)
    const [, answer] = await asked
    return { exchange, answer }
  }

  it('keeps what comes before anybody reads, and tells it first', async () => {
    const timesOver = { count: 0 }
    const { exchange, answer } = await ask(timesOver)
    answer.writeHead(201, { 'content-type': 'text/plain' }).end('all of it')
    const { status, headers } = await exchange.begun
    assert.deepEqual([status, headers['content-type']], [201, 'text/plain'])
    await delay(50)
    const told = read(exchange)
    assert.deepEqual([told.text, await told.over, timesOver.count], ['all of it', 'ended', 1])
  })

  it('waits with an answer that nobody reads, or whose reader is behind', async () => {
    const { exchange, answer } = await ask()
    const more = Buffer.alloc(1024 * 1024)
    const isTaken = () => new Promise<boolean>((resolve) => void answer.write(more, () => resolve(true)))
    const waits = async () => await Promise.race([isTaken(), delay(200).then(() => false)])
    await until(async () => !(await waits()))
    const told = read(exchange)
    await once(answer, 'drain')
    exchange.pause()
    const before = told.bytes
    await until(async () => !(await waits()))
    assert.ok(told.bytes - before <= 64 * 1024, 'no more than what was being read')
    exchange.resume()
    answer.end()
    assert.equal(await told.over, 'ended')
    assert.equal(told.bytes % more.length, 0)
  })

  it('gives a reader that is behind from the first word on no more than what had come already', async () => {
    const { exchange, answer } = await ask()
    answer.writeHead(200).write(Buffer.alloc(1024 * 1024))
    await exchange.begun
    await delay(50)
    let bytes = 0
    exchange.read({
      piece(piece) {
        bytes += piece.length
        exchange.pause()
      },
      end: () => undefined,
      failed: () => undefined,
    })
    const before = bytes
    await delay(50)
    // Up to the bound, and the piece that went over it.
    assert.ok(before > 0 && before <= 128 * 1024, `${before} bytes`)
    assert.equal(bytes, before)
    exchange.release()
  })

  it('tells of a far side that breaks off, before its answer begins and after', async () => {
    const early = await ask()
    early.answer.destroy()
    await assert.rejects(early.exchange.begun, { code: 'UND_ERR_SOCKET' })
    const late = await ask()
    late.answer.writeHead(200).write('half of it')
    await late.exchange.begun
    const told = read(late.exchange)
    late.answer.destroy()
    assert.match(String(await told.over), /SocketError/)
    assert.equal(told.text, 'half of it')
  })

  it('ends for a reason of ours, whether the far side has been reached or not', async () => {
    const reason = new Error('a stop')
    const { exchange, answer } = await ask()
    answer.writeHead(200).flushHeaders()
    await exchange.begun
    const told = read(exchange)
    exchange.abort(reason)
    assert.equal(await told.over, reason)
    await once(answer, 'close')
    const unreached = new Exchange(() => undefined, goesOn)
    unreached.abort(reason)
    await assert.rejects(unreached.begun, reason)
    pool.dispatch({ method: 'POST', path: '/', body: '{}' }, unreached)
  })

  it('tells nothing more once it is released, and lets the far side go', async () => {
    const { exchange, answer } = await ask()
    answer.writeHead(200).write('half of it')
    await exchange.begun
    const told = read(exchange)
    exchange.release()
    await once(answer, 'close')
    assert.equal(await Promise.race([told.over, delay(50)]), undefined)
  })

  it('throws away what nobody wants, as far as that is less than a new connection', async () => {
    const small = await ask()
    small.exchange.discard(100)
    small.answer.writeHead(503).end('not now')
    await once(small.answer, 'finish')
    const large = await ask()
    large.exchange.discard(100)
    large.answer.writeHead(503).write(Buffer.alloc(1000))
    await once(large.answer, 'close')
  })

  it('takes what comes ahead of an answer for none (RFC 9110 §15.2)', async () => {
    const { exchange, answer } = await ask()
    answer.writeEarlyHints({ link: '</style>; rel=preload' })
    answer.writeHead(200).end('the answer')
    assert.equal((await exchange.begun).status, 200)
    assert.equal(await read(exchange).over, 'ended')
  })
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
