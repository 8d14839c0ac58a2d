// SPDX-License-Identifier: EUPL-1.2
// A model endpoint that says back what it was asked, whole or one sign at a time, and remembers what it saw.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { type Listening, listen } from '../listen.ts'

export interface EchoModel extends Listening {
  /** The last message of each request that reached it. */
  readonly seen: readonly string[]
}

const chatRequest = z.looseObject({
  stream: z.boolean().optional(),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).optional(),
  messages: z.array(z.looseObject({ content: z.string() })),
})

/** Asked with a tool, it proposes to call it with `{"text": …}` for what was said. */
export async function startEchoModel(): Promise<EchoModel> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    answer(request, response, seen).catch(() => response.destroy())
  })
  return { ...(await listen(server, '/v1')), seen }
}

async function answer(request: IncomingMessage, response: ServerResponse, seen: string[]): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const { messages, stream, tools } = chatRequest.parse(JSON.parse(Buffer.concat(parts).toString()))
  const said = messages.at(-1)?.content ?? ''
  seen.push(said)
  const [tool] = tools ?? []
  const args = JSON.stringify({ text: said })
  if (stream === true) {
    const chunk = (delta: object, finish: string | null = null): string =>
      `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
    const piece = (sign: string): object =>
      tool === undefined ? { content: sign } : { tool_calls: [{ index: 0, function: { arguments: sign } }] }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (tool !== undefined) {
      response.write(chunk({ tool_calls: [{ index: 0, id: 'c1', function: { name: tool.function.name } }] }))
    }
    for (const sign of tool === undefined ? said : args) response.write(chunk(piece(sign)))
    response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`)
    return
  }
  const call = { id: 'c1', type: 'function', function: { name: tool?.function.name, arguments: args } }
  const message = tool === undefined ? { content: said } : { content: null, tool_calls: [call] }
  response.writeHead(200, { 'content-type': 'application/json' })
  const choice = { index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }
  response.end(JSON.stringify({ object: 'chat.completion', choices: [choice] }))
}
