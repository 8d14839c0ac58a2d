// SPDX-License-Identifier: EUPL-1.2
// A good answer in each API of models, whole and as a stream, for a far side to break.
import type { Good } from './chaos-upstream.ts'

export const chaosApis = ['chat', 'responses', 'messages'] as const
type ChaosApi = (typeof chaosApis)[number]

export const pathOf = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
} as const satisfies Record<ChaosApi, string>

/** Outside ASCII, so that a character can be cut in two. */
const said = 'Goede dag: € 12 ✓'
const head = { id: 'x', model: 'm' }
const chatUsage = { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 }
const usage = { input_tokens: 3, output_tokens: 5 }
const item = {
  ...{ type: 'message', id: 'msg', status: 'completed', role: 'assistant' },
  content: [{ type: 'output_text', text: said, annotations: [] }],
}
const response = { ...head, object: 'response', status: 'completed', output: [item], usage }
const message = {
  ...{ ...head, type: 'message', role: 'assistant', stop_reason: 'end_turn' },
  ...{ content: [{ type: 'text', text: said }], usage },
}

const whole: Readonly<Record<ChaosApi, object>> = {
  chat: {
    ...{ ...head, object: 'chat.completion', usage: chatUsage },
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: said } }],
  },
  responses: response,
  messages: message,
}

const chunk = { ...head, object: 'chat.completion.chunk' }
const events: Readonly<Record<ChaosApi, readonly object[]>> = {
  chat: [
    { ...chunk, choices: [{ index: 0, delta: { role: 'assistant', content: said } }] },
    { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: chatUsage },
  ],
  responses: [
    { type: 'response.created', sequence_number: 0, response: { ...response, status: 'in_progress', output: [] } },
    { type: 'response.output_text.delta', sequence_number: 1, output_index: 0, content_index: 0, delta: said },
    { type: 'response.completed', sequence_number: 2, response },
  ],
  messages: [
    { type: 'message_start', message: { ...message, content: [], stop_reason: null } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: said } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage },
    { type: 'message_stop' },
  ],
}

export function goodAnswer(api: ChaosApi, isStream: boolean): Good {
  if (!isStream) return { contentType: 'application/json', body: Buffer.from(JSON.stringify(whole[api])) }
  const told = events[api].map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
  const end = api === 'chat' ? 'data: [DONE]\n\n' : ''
  return { contentType: 'text/event-stream', body: Buffer.from(told + end) }
}

/** A request in each API; how it wants to be answered is in the name of its model, and where in its text. */
export function requestIn(api: ChaosApi, model: string, isStream: boolean, text = 'Hello.'): string {
  const input = api === 'responses' ? { input: text } : { messages: [{ role: 'user', content: text }] }
  const bound = api === 'responses' ? { max_output_tokens: 10 } : { max_tokens: 10 }
  return JSON.stringify({ model, stream: isStream, ...input, ...bound })
}
