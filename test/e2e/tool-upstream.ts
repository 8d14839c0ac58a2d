// SPDX-License-Identifier: EUPL-1.2
// A tool server of a stranger over HTTP, as tests play it: it can change what it says of itself, send its client
// elsewhere, and answer without end; and it remembers what reached it.
import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMcpHandler, Server } from '@modelcontextprotocol/server'

export interface ToolUpstream extends AsyncDisposable {
  readonly url: string
  /** What the server says of its one tool. */
  description: string
  inputSchema: { type: 'object'; [member: string]: unknown }
  /** Where every request is sent instead. */
  redirectTo: string | undefined
  /** The size of the text that the tool answers. */
  answerBytes: number
  /** The headers of every request. */
  readonly headers: IncomingMessage['headers'][]
  /** The arguments of every call. */
  readonly calls: unknown[]
}

export async function startToolUpstream(): Promise<ToolUpstream> {
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'stranger', version: '1.0.0' }, { capabilities: { tools: {} } })
    server.setRequestHandler('tools/list', () => ({
      tools: [{ name: 'find', description: upstream.description, inputSchema: upstream.inputSchema }],
    }))
    server.setRequestHandler('tools/call', ({ params }) => {
      upstream.calls.push(params.arguments)
      return { content: [{ type: 'text', text: 'x'.repeat(upstream.answerBytes) }] }
    })
    return server
  })
  const http = createServer((request, response) => {
    upstream.headers.push(request.headers)
    if (upstream.redirectTo !== undefined) {
      response.writeHead(307, { location: upstream.redirectTo }).end()
      return
    }
    answer(request)
      .then(async (given) => {
        response.writeHead(given.status, Object.fromEntries(given.headers))
        response.end(Buffer.from(await given.arrayBuffer()))
      })
      .catch(() => response.destroy())
  })
  const answer = async (request: IncomingMessage): Promise<Response> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const body = request.method === 'POST' ? Buffer.concat(chunks) : null
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    return await handler.fetch(new Request(`http://127.0.0.1/mcp`, { method: request.method ?? 'GET', headers, body }))
  }
  const upstream: ToolUpstream = {
    url: await listening(http),
    description: 'Finds things.',
    inputSchema: { type: 'object', properties: { what: { type: 'string' } } },
    redirectTo: undefined,
    answerBytes: 5,
    headers: [],
    calls: [],
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return upstream
}

async function listening(http: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return `http://127.0.0.1:${port}/mcp`
}
