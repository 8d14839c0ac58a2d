// SPDX-License-Identifier: EUPL-1.2
// Many callers in one process: opens calls as its parent asks, and tells when the last byte of each came, on the clock
// that all processes of one machine share. Plain sockets, so that the measure is of the gate and not of a client.
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface Order {
  readonly count: number
  readonly port: number
  readonly path: string
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  /** `Go on.` becomes another text for each call. */
  readonly body: string
  /** Bytes of an answer that say that it is under way; 0 for a call that answers nothing before its end. */
  readonly underWay: number
}

let isPressed = false

process.on('message', ({ order, pressed }: { order?: Order; pressed?: true }) => {
  isPressed = pressed === true
  if (order !== undefined) carryOut(order).catch((error: unknown) => process.send?.({ failed: String(error) }))
})

interface Call {
  bytes: number
  lastAt: bigint
  tail: string
}

async function carryOut(order: Order): Promise<void> {
  const calls = Array.from({ length: order.count }, (): Call => ({ bytes: 0, lastAt: 0n, tail: '' }))
  const [begun, ended]: [Promise<void>[], Promise<void>[]] = [[], []]
  for (const [at, call] of calls.entries()) {
    const under = Promise.withResolvers<void>()
    const end = Promise.withResolvers<void>()
    begun.push(under.promise)
    ended.push(end.promise)
    if (order.underWay === 0) under.resolve()
    const socket = connect(order.port, '127.0.0.1', () => socket.write(requestOf(order, at)))
    socket.on('data', (bytes) => {
      call.lastAt = process.hrtime.bigint()
      call.bytes += bytes.length
      call.tail = bytes.toString('latin1').slice(-600)
      if (call.bytes >= order.underWay) under.resolve()
    })
    let failure = 'without an answer'
    socket.on('error', (error) => {
      failure = error.message
    })
    socket.on('close', () => {
      // One that is refused would otherwise be waited for without end.
      if (!isPressed) under.reject(new Error(`call ${at} ended before the stop: ${call.tail || failure}`))
      end.resolve()
    })
    // Short of the listener's backlog, so that every one is taken at once.
    if (ended.length % 50 === 0) await delay(20)
  }
  await Promise.all(begun)
  process.send?.({ started: order.count })
  await Promise.all(ended)
  process.send?.({
    ended: calls.map(({ lastAt, tail }) => ({ lastAtNs: String(lastAt), isCut: tail.includes('"stopped"') })),
  })
}

function requestOf({ port, path, key, headers, body }: Order, at: number): string {
  const content = body.replace('Go on.', `Go on, ${at} at ${Date.now()}.`)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    'accept: application/json, text/event-stream',
    `content-length: ${Buffer.byteLength(content)}`,
    'connection: close',
    ...lines,
    '',
    content,
  ].join('\r\n')
}
