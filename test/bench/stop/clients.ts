// SPDX-License-Identifier: EUPL-1.2
// Many callers in one process: opens calls as its parent asks, and tells when the last byte of each came, on the clock
// that all processes of one machine share. Plain sockets, so that the measure is of the gate and not of a client.
import { connect } from 'node:net'

interface Order {
  readonly count: number
  readonly port: number
  readonly path: string
  readonly key: string
  readonly body: string
  /** Bytes of an answer that say that it is under way; 0 for a call that answers nothing before its end. */
  readonly underWay: number
}

let isPressed = false

process.on('message', ({ order, pressed }: { order?: Order; pressed?: true }) => {
  isPressed = pressed === true
  if (order !== undefined) void carryOut(order)
})

async function carryOut({ count, port, path, key, body, underWay }: Order): Promise<void> {
  const requestOf = (at: number): string => withBody(body.replace('Go on.', `Go on, ${at} at ${Date.now()}.`))
  const withBody = (content: string): string =>
    [
      `POST ${path} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      `authorization: Bearer ${key}`,
      'content-type: application/json',
      'accept: application/json, text/event-stream',
      `content-length: ${Buffer.byteLength(content)}`,
      'connection: close',
      '',
      content,
    ].join('\r\n')
  let started = 0
  const calls = Array.from({ length: count }, () => ({ bytes: 0, lastAt: 0n, tail: '' }))
  const ends: Promise<void>[] = []
  for (const call of calls) {
    const socket = connect(port, '127.0.0.1', () => socket.write(requestOf(ends.length)))
    const { promise, resolve } = Promise.withResolvers<void>()
    ends.push(promise)
    socket.on('data', (bytes) => {
      call.lastAt = process.hrtime.bigint()
      const before = call.bytes
      call.bytes += bytes.length
      call.tail = bytes.toString('latin1').slice(-300)
      if (before < underWay && call.bytes >= underWay) started++
    })
    socket.on('error', resolve)
    socket.on('close', () => {
      resolve()
      // Before the press, which the parent tells of, nothing ends.
      if (!isPressed && call.lastAt === 0n) process.send?.({ failed: 'a call ended before it was under way' })
    })
    // Short of the listener's backlog, so that every one is taken at once.
    if (ends.length % 50 === 0) await new Promise((next) => setTimeout(next, 20))
  }
  const watch = setInterval(() => {
    if (started < count && underWay > 0) return
    clearInterval(watch)
    process.send?.({ started: count })
  }, 10)
  await Promise.all(ends)
  clearInterval(watch)
  process.send?.({
    ended: calls.map(({ lastAt, tail }) => ({ lastAtNs: String(lastAt), isCut: tail.includes('"stopped"') })),
  })
}
