// SPDX-License-Identifier: EUPL-1.2
// Like bare.ts, but it reads what passes: the request and each answer or event is parsed, and the model's name is
// changed on the way. What a proxy costs that understands what it carries and keeps no record.
//   node forward.ts UPSTREAM_PORT
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Pool } from 'undici'

const pool = new Pool(`http://127.0.0.1:${process.argv[2]}`, { connections: 1024 })

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = JSON.parse(await textOf(request))
  const { body } = await pool.request({
    method: 'POST',
    path: request.url ?? '/',
    headers: { 'content-type': 'application/json', authorization: 'Bearer upstream' },
    body: JSON.stringify({ ...asked, model: 'bench-model' }),
  })
  if (asked.stream !== true) {
    const told = JSON.stringify(JSON.parse(await body.text()))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(told) })
    response.end(told)
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let rest = ''
  for await (const piece of body) {
    const events = (rest + piece.toString('utf8')).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = event.slice('data: '.length)
      if (data !== '[DONE]') JSON.parse(data)
      response.write(`${event}\n\n`)
    }
  }
  response.end(rest)
}

const server = createServer((request, response) => {
  forward(request, response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})
process.once('disconnect', () => process.exit())
