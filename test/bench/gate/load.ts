// SPDX-License-Identifier: EUPL-1.2
// The callers, in a process of their own: on each connection one request after the other, over plain sockets, so that
// what is measured is the far side and not a client. Every request says something that was never said before.
import { connect, type Socket } from 'node:net'
import type { Driven, Order } from './driven.ts'

const prompt = `You write the weekly report of a small business that repairs roofs. Keep to what the figures say, name
no customer, and mention every amount that differs more than a tenth from the week before. Amounts are in euros, without
tax. Where a figure is missing, say so instead of guessing. End with what has to be done next week, and by whom.`

const asked = `The open invoices of this week are 12, of which three are more than thirty days old. The warehouse in
Amersfoort delivered on time; the roof of the church in Oudewater is finished, and the bill is sent. Turnover was 18,240
euros, against 17,905 the week before. What belongs in the report for the team? This is question `

const digits = 12
let count = Date.now()

process.send?.({ ready: true })

process.on('message', (order: Order) => {
  drive(order).then(
    (driven) => process.send?.({ driven }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  )
})

function requestsOf({ port, headers, isStream, model }: Order): () => Buffer {
  const body = JSON.stringify({
    model,
    max_tokens: 200,
    ...(isStream ? { stream: true, stream_options: { include_usage: true } } : {}),
    messages: [
      { role: 'system', content: prompt },
      { role: 'user', content: `${asked}${'0'.repeat(digits)}.` },
    ],
  })
  const head = [
    'POST /v1/chat/completions HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
  const template = Buffer.from(head)
  const at = template.lastIndexOf('0'.repeat(digits))
  return () => {
    const request = Buffer.from(template)
    request.write(String(++count).padStart(digits, '0').slice(-digits), at, 'latin1')
    return request
  }
}

async function drive(order: Order): Promise<Driven> {
  const next = requestsOf(order)
  const times: number[] = []
  const startedAt = performance.now()
  const endsAt = startedAt + order.ms
  await Promise.all(
    Array.from({ length: order.connections }, () =>
      converse(order.port, () => {
        if (performance.now() >= endsAt) return undefined
        const sentAt = performance.now()
        return { request: next(), answered: () => times.push(performance.now() - sentAt) }
      }),
    ),
  )
  const seconds = (performance.now() - startedAt) / 1000
  times.sort((a, b) => a - b)
  return {
    count: times.length,
    perSecond: times.length / seconds,
    p50Ms: times[Math.floor(times.length / 2)] ?? Number.NaN,
  }
}

interface Turn {
  readonly request: Buffer
  readonly answered: () => void
}

/** One connection: asks for as long as there is a next turn. Rejects when an answer is no 200. */
function converse(port: number, next: () => Turn | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let turn: Turn | undefined
  const ask = (): void => {
    turn = next()
    if (turn === undefined) socket.end()
    else socket.write(turn.request)
  }
  const answer = new Answer()
  socket.on('connect', ask)
  socket.on('data', (bytes: Buffer) => {
    try {
      if (!answer.push(bytes)) return
      turn?.answered()
      ask()
    } catch (error) {
      socket.destroy()
      reject(error)
    }
  })
  socket.on('error', reject)
  socket.on('close', () => (turn === undefined ? resolve() : reject(new Error('the far side closed'))))
  return promise
}

/** Where an HTTP/1.1 answer ends, by its length or by its last chunk (RFC 9112 §6). */
class Answer {
  #head = ''
  #left: number | undefined
  #isChunked = false
  #tail = ''

  push(bytes: Buffer): boolean {
    const body = this.#left === undefined && !this.#isChunked ? this.#begin(bytes) : bytes
    if (body === undefined) return false
    if (this.#isChunked) {
      this.#tail = (this.#tail + body.toString('latin1', Math.max(0, body.length - 7))).slice(-7)
      return this.#tail.endsWith('\r\n0\r\n\r\n') && this.#end()
    }
    this.#left = (this.#left ?? 0) - body.length
    return this.#left <= 0 && this.#end()
  }

  #begin(bytes: Buffer): Buffer | undefined {
    this.#head += bytes.toString('latin1')
    const end = this.#head.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    if (!this.#head.startsWith('HTTP/1.1 200')) throw new Error(this.#head)
    const head = this.#head.slice(0, end).toLowerCase()
    this.#isChunked = head.includes('transfer-encoding: chunked')
    this.#left = this.#isChunked ? undefined : Number(/content-length: (\d+)/.exec(head)?.[1])
    return Buffer.from(this.#head.slice(end + 4), 'latin1')
  }

  #end(): true {
    this.#head = ''
    this.#left = undefined
    this.#isChunked = false
    this.#tail = ''
    return true
  }
}
