// SPDX-License-Identifier: EUPL-1.2
// What the calls of the bench wait for: an endpoint of a model that streams words for ever, one per interval, and keeps
// silent when asked for a whole answer; and a tool server whose one tool never answers.
//   node upstream.ts INTERVAL_MS
import { createServer, type ServerResponse } from 'node:http'
import { word } from './word.ts'

const intervalMs = Number(process.argv[2] ?? 200)

let reached = 0

const server = createServer(async (request, response) => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  const asked = Buffer.concat(pieces)
  if (request.url === '/mcp') return answerTools(asked, response)
  process.send?.({ reached: ++reached })
  if (!asked.includes('"stream":true')) return
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const timer = setInterval(() => response.write(word), intervalMs)
  response.write(word)
  response.once('close', () => clearInterval(timer))
})
server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})

function answerTools(asked: Buffer, response: ServerResponse): void {
  if (asked.length === 0) return void response.writeHead(405).end()
  const { id, method } = JSON.parse(asked.toString())
  if (method === 'tools/call') return void process.send?.({ reached: ++reached })
  if (id === undefined) return void response.writeHead(202).end()
  const answer =
    method === 'tools/list' ? { result: tools } : method === 'initialize' ? { result: server2025 } : unknown
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }))
}

const tools = { tools: [{ name: 'wait', description: 'Waits.', inputSchema: { type: 'object', properties: {} } }] }
const server2025 = {
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 'bench', version: '1.0.0' },
}
const unknown = { error: { code: -32_601, message: 'unknown' } }
