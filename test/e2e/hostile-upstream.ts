// SPDX-License-Identifier: EUPL-1.2
// A model endpoint that misbehaves as the last message tells it to.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { type Listening, listen } from '../listen.ts'

export interface HostileUpstream extends Listening {
  /** How many requests it has, and how many of those connections are still open. */
  readonly seen: () => { readonly requests: number; readonly open: number }
}

/** In whichever API it is asked. */
const modelRequest = z.object({
  messages: z.array(z.object({ content: z.unknown() })).optional(),
  input: z.unknown().optional(),
})
const word = { output_index: 0, content_index: 0, delta: 'word ' }
/** A word in the stream of each API. */
const chunks: Readonly<Record<string, readonly object[]>> = {
  '/v1/chat/completions': [{ choices: [{ index: 0, delta: { content: 'word ' } }] }],
  '/v1/responses': [{ type: 'response.output_text.delta', ...word }],
  '/v1/messages': [
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'word ' } },
  ],
}
const completion = JSON.stringify({
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Good.' } }],
})

/** Listens until it is disposed; a request that it does not know gets a good answer. */
export async function startHostileUpstream(): Promise<HostileUpstream> {
  let requests = 0
  let open = 0
  const server = createServer((request, response) => {
    requests++
    open++
    response.once('close', () => {
      open--
    })
    misbehave(request, response).catch(() => response.destroy())
  })
  return { ...(await listen(server, '/v1')), seen: () => ({ requests, open }) }
}

async function misbehave(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const { messages, input } = modelRequest.parse(JSON.parse(Buffer.concat(parts).toString()))
  const chunk = (chunks[request.url ?? ''] ?? []).map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
  const stream = { 'content-type': 'text/event-stream' }
  const json = { 'content-type': 'application/json' }
  switch (messages?.at(-1)?.content ?? input) {
    case 'die before a word':
      return void request.socket.destroy()
    case 'die in a stream':
      response.writeHead(200, stream).write(chunk)
      await delay(50)
      return void request.socket.destroy()
    case 'die in an answer':
      response.writeHead(200, { ...json, 'content-length': '1000' }).write(completion.slice(0, 20))
      await delay(50)
      return void request.socket.destroy()
    case 'end a stream early':
      return void response.writeHead(200, stream).end(chunk)
    case 'answer garbage':
      return void response.writeHead(200, json).end('<html>\u0000 not JSON')
    // Which takes a second to parse.
    case 'answer nothing but lists':
      return void response.writeHead(200, json).end(`{"choices":[${'[],'.repeat(5_000_000)}0]}`)
    case 'stream garbage':
      return void response.writeHead(200, stream).end(Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xc3, 0x28, 0x0a]))
    // As a careless endpoint does with the key that it was given.
    case 'fail':
      return void response
        .writeHead(500, json)
        .end(`{"trace":"at /srv/model.py","key":"${request.headers.authorization}"}`)
    case 'say no':
      return void response
        .writeHead(400, json)
        .end(`{"error":{"message":"too long, ${request.headers.authorization}","code":"context_length_exceeded"}}`)
    // As routers do that had begun to answer.
    case 'fail with status 200':
      return void response
        .writeHead(200, json)
        .end(`{"error":{"message":"no credits left for ${request.headers.authorization}","code":402}}`)
    case 'come back later':
      return void response.writeHead(429, { ...json, 'retry-after': '30' }).end('{}')
    case 'stream what was asked whole':
      return void response.writeHead(200, stream).end(`${chunk}data: [DONE]\n\n`)
    case 'answer behind a byte order mark':
      return void response.writeHead(200, json).end(`\ufeff${completion}`)
    case 'answer in another encoding':
      return void response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(completion))
    case 'stream in another encoding':
      return void response
        .writeHead(200, { ...stream, 'content-encoding': 'gzip' })
        .end(gzipSync(`${chunk}data: [DONE]\n\n`))
    case 'hang':
      return
    case 'speak on':
      response.writeHead(200, stream)
      while (!response.destroyed) {
        response.write(chunk)
        await delay(10)
      }
      return
    default:
      return void response.writeHead(200, json).end(completion)
  }
}
