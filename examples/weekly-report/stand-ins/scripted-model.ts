// SPDX-License-Identifier: EUPL-1.2
// "scripted model, not an AI": a server with OpenAI's chat completions API, a process of its own. It decides only from
// the messages and the tools of the request at hand, obeys whatever it reads, and makes the mistakes of `mistakes.ts`.
//   node scripted-model.ts [--port N] [--transcript FILE]
// "count slowly to N" as the last user message streams the numbers 1 to N, one per 20 ms.
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { announce, readOptions, readPort, refuseToStart } from './process.ts'
import { chunksOf, completionOf, modelId, modelList, modelName, type Stamp } from './scripted-model/completion.ts'
import { readConversation } from './scripted-model/conversation.ts'
import { nextReply } from './scripted-model/plan.ts'
import type { Reply } from './scripted-model/reply.ts'
import { type ChatRequest, chatRequest } from './scripted-model/request.ts'

const maxBodyBytes = 32 * 1024 * 1024
const countIntervalMs = 20

/** A refusal in the shape of OpenAI's API. */
class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** What is too large is read to its end and dropped: a client that is still sending would miss the answer. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= maxBodyBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > maxBodyBytes) throw new Refusal(413, 'request_too_large', `a request is at most ${maxBodyBytes} bytes`)
  return Buffer.concat(chunks).toString('utf8')
}

function parseRequest(body: string): ChatRequest {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    throw new Refusal(400, 'invalid_json', 'the request body is not JSON')
  }
  const parsed = chatRequest.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Refusal(400, 'invalid_request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  }
  if (parsed.data.model === modelId) return parsed.data
  throw new Refusal(404, 'model_not_found', `the only model here is ${modelId} (${modelName})`)
}

function replyTo(request: ChatRequest, nowMs: number): Reply {
  const offered = request.tool_choice === 'none' ? [] : (request.tools ?? []).map((tool) => tool.function.name)
  return nextReply(readConversation(request), offered, new Date(nowMs).toISOString().slice(0, 10))
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

async function sendStream(response: ServerResponse, reply: Reply, request: ChatRequest, stamp: Stamp): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  for (const chunk of chunksOf(reply, request, stamp)) {
    // A client that left is not counted on to.
    if (response.destroyed) return
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    if (reply.kind === 'count') await wait(countIntervalMs)
  }
  response.end('data: [DONE]\n\n')
}

async function complete(incoming: IncomingMessage, response: ServerResponse, transcript?: string): Promise<void> {
  const request = parseRequest(await readBody(incoming))
  if (transcript !== undefined) appendFileSync(transcript, `${JSON.stringify(request)}\n`)
  const nowMs = Date.now()
  const reply = replyTo(request, nowMs)
  const callIds = reply.kind === 'calls' ? reply.calls.map(() => `call_${randomUUID().replaceAll('-', '')}`) : []
  const stamp = { id: `chatcmpl-${randomUUID()}`, createdS: Math.floor(nowMs / 1000), callIds }
  if (request.stream === true) return sendStream(response, reply, request, stamp)
  if (reply.kind === 'count') await wait(reply.to * countIntervalMs)
  sendJson(response, 200, completionOf(reply, request, stamp))
}

async function answer(incoming: IncomingMessage, response: ServerResponse, transcript?: string): Promise<void> {
  try {
    const { pathname } = new URL(incoming.url ?? '/', 'http://localhost')
    if (incoming.method === 'GET' && pathname === '/v1/models') return sendJson(response, 200, modelList())
    if (incoming.method === 'POST' && pathname === '/v1/chat/completions') {
      return await complete(incoming, response, transcript)
    }
    throw new Refusal(404, 'not_found', `no ${incoming.method} ${pathname} here; ${modelName}`)
  } catch (error) {
    if (response.headersSent) return void response.destroy()
    const { status, code } = error instanceof Refusal ? error : { status: 500, code: 'internal_error' }
    const message = error instanceof Error ? error.message : String(error)
    const type = status < 500 ? 'invalid_request_error' : 'server_error'
    sendJson(response, status, { error: { message, type, code, param: null } })
  }
}

try {
  const { port, transcript } = readOptions(['port', 'transcript'])
  const server = createServer((incoming, response) => void answer(incoming, response, transcript))
  server.on('error', (error) => refuseToStart(modelName, error))
  server.listen(readPort(port), '127.0.0.1', () => {
    const address = server.address()
    if (typeof address === 'object' && address !== null) announce(modelName, `http://127.0.0.1:${address.port}/v1`)
  })
} catch (error) {
  refuseToStart(modelName, error)
}
