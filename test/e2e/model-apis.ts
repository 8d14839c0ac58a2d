// SPDX-License-Identifier: EUPL-1.2
// A stand-in that speaks the APIs of models as their makers document them, written apart from the gate's own code: it
// calls the tools that it is offered, tells what they gave, and otherwise repeats what it was told.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { type Listening, listen } from '../listen.ts'
import { chatEvents, chatWhole } from './model-chat.ts'
import { messageEvents, messageWhole } from './model-messages.ts'
import { responseEvents, responseWhole } from './model-responses.ts'
import { type Json, usage } from './model-said.ts'

export interface Asked {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Json
}

export interface ModelApis extends Listening {
  readonly asked: Asked[]
}

export async function startModelApis(): Promise<ModelApis> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const path = request.url ?? ''
    const body: Json = JSON.parse(text)
    asked.push({ path, headers: request.headers, body })
    const api = apis[path]
    if (api === undefined) return void response.writeHead(404).end('{}')
    if (body.stream !== true) return void send(response, api.whole(body))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of api.events?.(body) ?? []) response.write(event)
    response.end()
  })
  return { ...(await listen(server, '/v1')), asked }
}

function send(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

interface Api {
  whole(body: Json): unknown
  events?(body: Json): Iterable<string>
}

const apis: Record<string, Api> = {
  '/v1/chat/completions': { whole: chatWhole, events: chatEvents },
  '/v1/responses': { whole: responseWhole, events: responseEvents },
  '/v1/messages': { whole: messageWhole, events: messageEvents },
  '/v1/embeddings': { whole: embeddingsWhole },
}

/** Each text as four numbers: its length, and its first three characters. */
function embeddingsWhole(body: Json): unknown {
  const texts = Array.isArray(body.input) ? body.input : [body.input]
  const data = texts.map((text, index) => {
    const numbers = [String(text).length, ...[0, 1, 2].map((at) => String(text).charCodeAt(at) || 0)]
    const bytes = Buffer.from(new Float32Array(numbers).buffer)
    return {
      object: 'embedding',
      index,
      embedding: body.encoding_format === 'base64' ? bytes.toString('base64') : numbers,
    }
  })
  return { object: 'list', data, model: body.model, usage: { prompt_tokens: usage.input, total_tokens: usage.input } }
}
