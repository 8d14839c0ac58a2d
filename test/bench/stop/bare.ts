// SPDX-License-Identifier: EUPL-1.2
// What the machine can do at all: a bare server with as many streams, that ends them in one loop when it is told to. It
// decides, inspects and records nothing.
import { createServer, type ServerResponse } from 'node:http'
import { word } from './word.ts'

const intervalMs = Number(process.argv[2] ?? 200)
const last = 'data: {"error":{"message":"cut","code":"stopped"}}\n\n'
const open = new Set<ServerResponse>()

const server = createServer((request, response) => {
  request.resume()
  if (request.url === '/api/v1/stops') {
    for (const one of open) one.end(last)
    response.end('{"id":"bare"}')
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const timer = setInterval(() => response.write(word), intervalMs)
  response.write(word)
  open.add(response)
  response.once('close', () => {
    clearInterval(timer)
    open.delete(response)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})
