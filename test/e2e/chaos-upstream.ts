// SPDX-License-Identifier: EUPL-1.2
// A far side that breaks HTTP, JSON and streams of events in every way that one can: a request names how. It writes raw
// bytes, because no library would let it.
import { createServer, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** What a well-behaved far side would answer. */
export interface Good {
  readonly status?: string
  readonly contentType: string
  readonly body: Buffer
}

export interface ChaosServer extends AsyncDisposable {
  readonly origin: string
  /** How many connections it has now. */
  readonly open: number
  readonly requests: number
  /** Resolves when an answer that stops half-way (`pause`) has been written up to there. */
  paused(name: string): Promise<void>
}

/** How a request wants to be answered, and with what. A `pause` is named, and stops after so many bytes of the body. */
export interface Wish {
  readonly behaviour: string
  readonly good: Good
  readonly pause?: { readonly name: string; readonly after: number }
}

export async function startChaosServer(
  wishOf: (request: IncomingMessage, body: Buffer) => Promise<Wish> | Wish,
): Promise<ChaosServer> {
  const sockets = new Set<Socket>()
  const pauses = new Map<string, PromiseWithResolvers<void>>()
  const pauseOf = (name: string): PromiseWithResolvers<void> => {
    const known = pauses.get(name) ?? Promise.withResolvers<void>()
    pauses.set(name, known)
    return known
  }
  let requests = 0
  // Whoever listens answers on the socket itself; Node's own response stays unused.
  const server = createServer()
  server.on('request', async (request: IncomingMessage) => {
    requests++
    const { socket } = request
    try {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece)
      const { behaviour, good, pause } = await wishOf(request, Buffer.concat(pieces))
      if (pause === undefined) return await (behaviours[behaviour]?.answer ?? answerWhole)(socket, good)
      begin(socket, good)
      socket.write(good.body.subarray(0, pause.after), () => pauseOf(pause.name).resolve())
    } catch {
      socket.destroy()
    }
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    get open() {
      return sockets.size
    },
    get requests() {
      return requests
    },
    paused: async (name) => {
      await pauseOf(name).promise
      pauses.delete(name)
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Behaviour {
  readonly answer: (socket: Socket, good: Good) => Promise<void> | void
  /** Whether it is odd and still an answer; anything else is an error to whoever asked. */
  readonly isAnswer?: 'whole' | 'always'
}

function head(status: string, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`
}

function begin(socket: Socket, { status = '200 OK', contentType, body }: Good): void {
  socket.write(head(status, { 'content-type': contentType, 'content-length': body.length }))
}

function answerWhole(socket: Socket, good: Good): void {
  begin(socket, good)
  socket.write(good.body)
}

/** With this body instead, and the connection closed after it. */
function answerWith(socket: Socket, contentType: string, body: Buffer | string, more: Record<string, string> = {}) {
  const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(body), connection: 'close' }
  socket.write(head('200 OK', { ...headers, ...more }))
  socket.end(body)
}

const refuse =
  (status: string, more: Record<string, string> = {}) =>
  (socket: Socket): void => {
    socket.end(
      head(status, { 'content-length': 2, connection: 'close', ...more }) + (status.startsWith('204') ? '' : '{}'),
    )
  }

/** Writes without end, as fast as it is read. */
async function flood(socket: Socket, piece: string | Buffer): Promise<void> {
  const gone = new Promise((resolve) => socket.once('close', resolve))
  while (!socket.destroyed) {
    if (socket.write(piece)) await turn()
    else await Promise.race([gone, new Promise((resolve) => socket.once('drain', resolve))])
  }
}

/** More than any answer may have. */
const huge = Buffer.alloc(17 * 1024 * 1024, 0x61)

export const behaviours: Readonly<Record<string, Behaviour>> = {
  answer: { answer: answerWhole, isAnswer: 'always' },
  'hang-before-headers': { answer: () => undefined },
  'hang-after-headers': { answer: begin },
  'hang-in-body': {
    answer: (socket, good) => {
      begin(socket, good)
      socket.write(good.body.subarray(0, good.body.length - 5))
    },
  },
  trickle: {
    answer: async (socket, good) => {
      begin(socket, good)
      for (let at = 0; at < good.body.length; at += 5) {
        socket.write(good.body.subarray(at, at + 5))
        await turn()
      }
    },
    isAnswer: 'always',
  },
  'early-hints': {
    answer: (socket, good) => {
      for (let count = 0; count < 20; count++) socket.write(head('103 Early Hints', { link: '</style.css>' }))
      answerWhole(socket, good)
    },
    isAnswer: 'always',
  },
  // The bytes behind an answer are no answer to the next request on the connection.
  'say-more': {
    answer: (socket, good) => {
      answerWhole(socket, good)
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"of":"x"')
    },
    isAnswer: 'always',
  },
  'other-type': { answer: (socket, { body }) => answerWith(socket, 'image/png', body), isAnswer: 'whole' },
  'no-json': { answer: (socket, { contentType }) => answerWith(socket, contentType, '<html>oops</html>') },
  'no-object': { answer: (socket, { contentType }) => answerWith(socket, contentType, 'data: 17\n\n') },
  'broken-events': {
    answer: (socket, { contentType }) =>
      answerWith(socket, contentType, 'data\ndata: {"a\r\n: x\n\nid 7\n\ndata: {{\n\n'),
  },
  'half-utf8': {
    answer: (socket, { contentType, body }) =>
      answerWith(socket, contentType, Buffer.concat([body.subarray(0, body.length - 12), Buffer.of(0xe2, 0x82)])),
  },
  compressed: {
    answer: (socket, { contentType, body }) =>
      answerWith(socket, contentType, gzipSync(body), { 'content-encoding': 'gzip' }),
  },
  'deep-json': {
    answer: (socket, { contentType }) =>
      answerWith(socket, contentType, `data: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n\n`),
  },
  'huge-event': { answer: (socket, { contentType }) => answerWith(socket, contentType, huge) },
  'endless-body': {
    answer: async (socket, { contentType }) => {
      socket.write(head('200 OK', { 'content-type': contentType, connection: 'close' }))
      await flood(socket, `: ${'x'.repeat(65_000)}\n\n`)
    },
  },
  'endless-headers': {
    answer: async (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      await flood(socket, `x-more: ${'x'.repeat(1000)}\r\n`)
    },
  },
  'endless-hints': { answer: (socket) => flood(socket, head('102 Processing', {})) },
  'no-http': { answer: (socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n') },
  'bad-chunks': {
    answer: (socket) => void socket.end(`${head('200 OK', { 'transfer-encoding': 'chunked' })}xyz\r\nno\r\n`),
  },
  'two-lengths': {
    answer: (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}x'),
  },
  'close-before-headers': { answer: (socket) => void socket.destroy() },
  'reset-before-headers': { answer: (socket) => void socket.resetAndDestroy() },
  'close-in-headers': { answer: (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-ty') },
  'close-in-body': {
    answer: (socket, good) => {
      begin(socket, good)
      socket.end(good.body.subarray(0, good.body.length / 2))
    },
  },
  'reset-in-body': {
    answer: (socket, good) => {
      begin(socket, good)
      socket.write(good.body.subarray(0, good.body.length / 2), () => socket.resetAndDestroy())
    },
  },
  'status-204': { answer: refuse('204 No Content') },
  // To nowhere that a gate may go.
  'status-307': { answer: refuse('307 Temporary Redirect', { location: 'http://169.254.169.254/latest/meta-data' }) },
  'status-429': { answer: refuse('429 Too Many Requests') },
  'status-429-soon': { answer: refuse('429 Too Many Requests', { 'retry-after': '1' }) },
  'status-429-later': { answer: refuse('429 Too Many Requests', { 'retry-after': '86400' }) },
  'status-500': { answer: refuse('500 Internal Server Error') },
  'status-503': { answer: refuse('503 Service Unavailable', { 'retry-after': 'soon' }) },
  'status-503-date': {
    answer: refuse('503 Service Unavailable', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }),
  },
}
