// SPDX-License-Identifier: EUPL-1.2
// Serves an MCP handler of the SDK on a port of its own.
import { createServer, type IncomingMessage } from 'node:http'
import type { McpHttpHandler } from '@modelcontextprotocol/server'
import { type Listening, listen } from '../listen.ts'

/** `meet` sees every request first, and may answer it by giving the status and headers to answer with. */
export async function serveMcpHandler(
  handler: McpHttpHandler,
  meet: (request: IncomingMessage) => { status: number; headers: Record<string, string> } | undefined = () => undefined,
): Promise<Listening> {
  const http = createServer((request, response) => {
    const met = meet(request)
    if (met !== undefined) {
      response.writeHead(met.status, met.headers).end()
      return
    }
    answer(handler, request)
      .then(async (given) => {
        response.writeHead(given.status, Object.fromEntries(given.headers))
        response.end(Buffer.from(await given.arrayBuffer()))
      })
      .catch(() => response.destroy())
  })
  return await listen(http, '/mcp')
}

async function answer({ fetch: serve }: McpHttpHandler, request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = request.method === 'POST' ? Buffer.concat(chunks) : null
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
  return await serve(new Request('http://127.0.0.1/mcp', { method: request.method ?? 'GET', headers, body }))
}
