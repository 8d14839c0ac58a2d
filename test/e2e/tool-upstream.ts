// SPDX-License-Identifier: EUPL-1.2
// A tool server of a stranger over HTTP, as tests play it: it can change what it says of itself, send its client
// elsewhere, and answer without end; and it remembers what reached it.
import type { IncomingMessage } from 'node:http'
import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import { serveMcpHandler } from './serve-mcp.ts'

export interface ToolUpstream extends AsyncDisposable {
  readonly url: string
  /** What the server says of its one tool, and of its one prompt. */
  description: string
  inputSchema: { type: 'object'; [member: string]: unknown }
  /** Where every request is sent instead. */
  redirectTo: string | undefined
  /** The size of the text that the tool answers. */
  answerBytes: number
  /** The headers of every request. */
  readonly headers: IncomingMessage['headers'][]
  /** The arguments of every call, and of every prompt that was asked for. */
  readonly calls: unknown[]
}

export async function startToolUpstream(): Promise<ToolUpstream> {
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'stranger', version: '1.0.0' }, { capabilities: { tools: {}, prompts: {} } })
    server.setRequestHandler('tools/list', () => ({
      tools: [{ name: 'find', description: upstream.description, inputSchema: upstream.inputSchema }],
    }))
    server.setRequestHandler('tools/call', ({ params }) => {
      upstream.calls.push(params.arguments)
      return { content: [{ type: 'text', text: 'x'.repeat(upstream.answerBytes) }] }
    })
    server.setRequestHandler('prompts/list', () => ({
      prompts: [{ name: 'advise', description: upstream.description }],
    }))
    server.setRequestHandler('prompts/get', ({ params }) => {
      upstream.calls.push(params.arguments)
      return { messages: [{ role: 'user', content: { type: 'text', text: 'Ask for more.' } }] }
    })
    return server
  })
  const served = await serveMcpHandler(handler, (request) => {
    upstream.headers.push(request.headers)
    const { redirectTo } = upstream
    return redirectTo === undefined ? undefined : { status: 307, headers: { location: redirectTo } }
  })
  const upstream: ToolUpstream = {
    url: served.url,
    description: 'Finds things.',
    inputSchema: { type: 'object', properties: { what: { type: 'string' } } },
    redirectTo: undefined,
    answerBytes: 5,
    headers: [],
    calls: [],
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  }
  return upstream
}
