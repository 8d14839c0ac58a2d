// SPDX-License-Identifier: EUPL-1.2
// A model's endpoint that costs next to nothing: an answer, whole or as events that are written one by one, each in a
// turn of its own as a model's words come. No two answers are the same.
import { createServer, type ServerResponse } from 'node:http'

const model = 'bench-model-2026-11-01'
const words = 'The figures of this week are better than those of the week before, and three invoices are still open.'
  .split(' ')
  .map((word) => ` ${word}`)
const usage = { prompt_tokens: 280, completion_tokens: words.length, total_tokens: 280 + words.length }
const head = { id: 'chatcmpl-bench', created: 1_795_000_000, model }

const digits = 12
let answers = Date.now()
/** A text with a mark in it is made anew for each answer by putting a number in its place. */
const mark = '0'.repeat(digits)
const numbered = (text: string): string => text.replaceAll(mark, String(answers).padStart(digits, '0').slice(-digits))

const whole = JSON.stringify({
  ...head,
  object: 'chat.completion',
  choices: [
    { index: 0, message: { role: 'assistant', content: `${words.join('').trim()} (${mark})` }, finish_reason: 'stop' },
  ],
  usage,
})
const chunk = (delta: object, more: object = {}): string =>
  `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: null, ...more }] })}\n\n`
const events = [
  chunk({ role: 'assistant', content: '' }),
  ...words.map((content) => chunk({ content })),
  chunk({ content: ` (${mark})` }),
  chunk({}, { finish_reason: 'stop' }),
  `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [], usage })}\n\n`,
  'data: [DONE]\n\n',
]

function stream(response: ServerResponse, at: number): void {
  const event = events[at]
  if (response.destroyed) return
  if (event === undefined) {
    response.end()
    return
  }
  response.write(event.includes(mark) ? numbered(event) : event)
  setImmediate(stream, response, at + 1)
}

const server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece) => pieces.push(piece))
  request.on('end', () => {
    answers++
    if (Buffer.concat(pieces).includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      stream(response, 0)
      return
    }
    const answer = numbered(whole)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    response.end(answer)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})
process.once('disconnect', () => process.exit())
