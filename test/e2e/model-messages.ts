// SPDX-License-Identifier: EUPL-1.2
// Messages as Anthropic documents them: an answer, and the same as a stream.
import { type Json, list, pieces, type Said, say, textOf, usage } from './model-said.ts'

function messageSays(body: Json): Said {
  const messages = list(body.messages)
  const last = messages.at(-1)
  const results = list(last?.content).filter(({ type }) => type === 'tool_result')
  const question = messages.findLast(({ role, content }) => role === 'user' && textOf(content) !== '')
  const format = (body.output_config as Json | undefined)?.format
  return say(
    textOf(question?.content),
    list(body.tools).map(({ name }) => String(name)),
    results.map(({ content }) => textOf(content)),
    format !== undefined,
  )
}

function messageBlocks({ reasoning, text, calls }: Said): readonly Json[] {
  return [
    ...(reasoning === undefined ? [] : [{ type: 'thinking', thinking: reasoning, signature: 'signed' }]),
    ...(text === undefined ? [] : [{ type: 'text', text, citations: null }]),
    ...calls.map(({ id, name, args }) => ({ type: 'tool_use', id, name, input: JSON.parse(args) })),
  ]
}

function messageHead(body: Json, { calls }: Said): Json {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: body.model,
    stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: usage.input, output_tokens: usage.output },
  }
}

export function messageWhole(body: Json): unknown {
  const said = messageSays(body)
  return { ...messageHead(body, said), content: messageBlocks(said) }
}

export function* messageEvents(body: Json): Generator<string> {
  const said = messageSays(body)
  const event = (type: string, members: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...members })}\n\n`
  const { stop_reason, stop_sequence, usage: used, ...head } = messageHead(body, said)
  const begun = { ...head, content: [], stop_reason: null, stop_sequence: null }
  yield event('message_start', { message: { ...begun, usage: { input_tokens: usage.input, output_tokens: 1 } } })
  yield event('ping', {})
  for (const [index, block] of messageBlocks(said).entries()) {
    const delta = (value: object): string => event('content_block_delta', { index, delta: value })
    if (block.type === 'thinking') {
      yield event('content_block_start', { index, content_block: { ...block, thinking: '', signature: '' } })
      for (const thinking of pieces(String(block.thinking))) yield delta({ type: 'thinking_delta', thinking })
      yield delta({ type: 'signature_delta', signature: block.signature })
    } else if (block.type === 'text') {
      yield event('content_block_start', { index, content_block: { ...block, text: '' } })
      for (const text of pieces(String(block.text))) yield delta({ type: 'text_delta', text })
    } else {
      yield event('content_block_start', { index, content_block: { ...block, input: {} } })
      for (const partial_json of pieces(JSON.stringify(block.input)))
        yield delta({ type: 'input_json_delta', partial_json })
    }
    yield event('content_block_stop', { index })
  }
  yield event('message_delta', { delta: { stop_reason, stop_sequence }, usage: used })
  yield event('message_stop', {})
}
