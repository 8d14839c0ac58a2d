// SPDX-License-Identifier: EUPL-1.2
// Chat completions as OpenAI documents them: an answer, and the same as a stream.
import { type Json, list, pieces, type Said, say, textOf, usage } from './model-said.ts'

function chatSays(body: Json): Said {
  const messages = list(body.messages)
  const lastQuestion = messages.findLastIndex(({ role }) => role === 'user')
  const results = messages.slice(lastQuestion + 1).filter(({ role }) => role === 'tool')
  const tools = list(body.tools).map(({ function: made }) => String((made as Json).name))
  return say(
    textOf(messages[lastQuestion]?.content),
    tools,
    results.map(({ content }) => textOf(content)),
    body.response_format !== undefined && (body.response_format as Json).type !== 'text',
  )
}

const chatUsage = {
  prompt_tokens: usage.input,
  completion_tokens: usage.output,
  total_tokens: usage.input + usage.output,
}

export function chatWhole(body: Json): unknown {
  const { reasoning, text, calls } = chatSays(body)
  const tool_calls = calls.map(({ id, name, args }) => ({ id, type: 'function', function: { name, arguments: args } }))
  const message = {
    role: 'assistant',
    content: text ?? null,
    refusal: null,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0 ? {} : { tool_calls }),
  }
  const choice = { index: 0, message, logprobs: null, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: body.model,
    choices: [choice],
    usage: chatUsage,
  }
}

export function* chatEvents(body: Json): Generator<string> {
  const { reasoning, text, calls } = chatSays(body)
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: body.model }
  const chunk = (delta: object, finish_reason: string | null = null): string =>
    `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }] })}\n\n`
  yield chunk({ role: 'assistant', content: text === undefined ? null : '' })
  for (const piece of pieces(reasoning ?? '')) yield chunk({ reasoning_content: piece })
  for (const piece of pieces(text ?? '')) yield chunk({ content: piece })
  for (const [index, { id, name, args }] of calls.entries()) {
    yield chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] })
    for (const piece of pieces(args)) yield chunk({ tool_calls: [{ index, function: { arguments: piece } }] })
  }
  yield chunk({}, calls.length > 0 ? 'tool_calls' : 'stop')
  if ((body.stream_options as Json | undefined)?.include_usage === true) {
    yield `data: ${JSON.stringify({ ...head, choices: [], usage: chatUsage })}\n\n`
  }
  yield 'data: [DONE]\n\n'
}
