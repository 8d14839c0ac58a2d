// SPDX-License-Identifier: EUPL-1.2

import type { Reply } from './reply.ts'
import type { ChatRequest } from './request.ts'

/** The name it goes by on the wire: a log or a screen that shows the model shows that it is none. */
export const modelId = 'scripted-model-not-an-ai'
export const modelName = 'scripted model, not an AI'

/** What differs between two answers to the same request; the shell gives it. */
export interface Stamp {
  readonly id: string
  readonly createdS: number
  /** One id per tool call: unique, as providers' are. */
  readonly callIds: readonly string[]
}

/** Tokens as this stand-in counts them: four characters are one. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4)

const partLength = 64

export function modelList(): object {
  return { object: 'list', data: [{ id: modelId, object: 'model', created: 0, owned_by: modelName }] }
}

/** A chat completion object, as `POST /v1/chat/completions` answers without `stream`. */
export function completionOf(reply: Reply, request: ChatRequest, stamp: Stamp): object {
  const text = textOf(reply)
  const calls = callsOf(reply, stamp)
  const message = { role: 'assistant', content: text, refusal: null, ...(calls.length > 0 && { tool_calls: calls }) }
  return {
    ...frame('chat.completion', stamp),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(reply) }],
    usage: usageOf(reply, request),
  }
}

/** The same as `chat.completion.chunk` objects: texts and the arguments of tool calls come in pieces. */
export function* chunksOf(reply: Reply, request: ChatRequest, stamp: Stamp): Generator<object> {
  const withUsage = request.stream_options?.include_usage === true
  const chunk = (delta: object, finish: string | null = null): object => ({
    ...frame('chat.completion.chunk', stamp),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(withUsage && { usage: null }),
  })
  yield chunk({ role: 'assistant', content: reply.kind === 'calls' ? null : '' })
  for (const piece of textPieces(reply)) yield chunk({ content: piece })
  for (const [index, call] of callsOf(reply, stamp).entries()) {
    const { name, arguments: given } = call.function
    yield chunk({ tool_calls: [{ index, ...call, function: { name, arguments: '' } }] })
    for (const piece of piecesOf(given)) yield chunk({ tool_calls: [{ index, function: { arguments: piece } }] })
  }
  yield chunk({}, finishOf(reply))
  if (withUsage) yield { ...frame('chat.completion.chunk', stamp), choices: [], usage: usageOf(reply, request) }
}

function frame(object: string, { id, createdS }: Stamp): object {
  return { id, object, created: createdS, model: modelId, system_fingerprint: modelName }
}

function finishOf(reply: Reply): string {
  return reply.kind === 'calls' ? 'tool_calls' : 'stop'
}

function callsOf(reply: Reply, { callIds }: Stamp) {
  if (reply.kind !== 'calls') return []
  return reply.calls.map(({ tool, arguments: given }, index) => ({
    id: callIds[index] ?? `call_${index}`,
    type: 'function',
    function: { name: tool, arguments: JSON.stringify(given) },
  }))
}

function textOf(reply: Reply): string | null {
  return reply.kind === 'calls' ? null : [...textPieces(reply)].join('')
}

function* textPieces(reply: Reply): Generator<string> {
  if (reply.kind === 'text') yield* piecesOf(reply.text)
  if (reply.kind === 'count') for (let number = 1; number <= reply.to; number++) yield number === 1 ? '1' : ` ${number}`
}

/** By code points: half a surrogate pair is no valid UTF-8. */
function* piecesOf(text: string): Generator<string> {
  const points = [...text]
  for (let at = 0; at < points.length; at += partLength) yield points.slice(at, at + partLength).join('')
}

function usageOf(reply: Reply, { messages, tools }: ChatRequest): object {
  const said = reply.kind === 'calls' ? JSON.stringify(reply.calls) : (textOf(reply) ?? '')
  const [prompt, completion] = [tokensOf(JSON.stringify([messages, tools])), tokensOf(said)]
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}
