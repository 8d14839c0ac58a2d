// SPDX-License-Identifier: EUPL-1.2
// An endpoint of a model that streams words for ever, one per interval; asked for a whole answer it keeps silent.
//   node upstream.ts INTERVAL_MS
import { createServer } from 'node:http'

const intervalMs = Number(process.argv[2] ?? 200)
const choices = [{ index: 0, delta: { content: 'word ' } }]
const chunk = `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'bench', choices })}\n\n`

let reached = 0

const server = createServer(async (request, response) => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  process.send?.({ reached: ++reached })
  if (!Buffer.concat(pieces).includes('"stream":true')) return
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const timer = setInterval(() => response.write(chunk), intervalMs)
  response.write(chunk)
  response.once('close', () => clearInterval(timer))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})
