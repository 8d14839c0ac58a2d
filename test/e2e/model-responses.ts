// SPDX-License-Identifier: EUPL-1.2
// Responses as OpenAI documents them: an answer, and the same as a stream.
import { type Json, list, pieces, type Said, say, textOf, usage } from './model-said.ts'

function responseSays(body: Json): Said {
  const input = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : list(body.input)
  const lastQuestion = input.findLastIndex(({ role }) => role === 'user')
  const results = input.slice(lastQuestion + 1).filter(({ type }) => type === 'function_call_output')
  return say(
    textOf(input[lastQuestion]?.content),
    list(body.tools).map(({ name }) => String(name)),
    results.map(({ output }) => textOf(output)),
    ((body.text as Json | undefined)?.format as Json | undefined)?.type === 'json_schema',
  )
}

function responseItems({ reasoning, text, calls }: Said): readonly Json[] {
  const summary = [{ type: 'summary_text', text: reasoning }]
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }]
  return [
    ...(reasoning === undefined ? [] : [{ type: 'reasoning', id: 'rs_1', summary }]),
    ...(text === undefined ? [] : [{ type: 'message', id: 'msg_1', status: 'completed', role: 'assistant', content }]),
    ...calls.map(({ id, name, args }, at) => ({
      type: 'function_call',
      id: `fc_${at}`,
      call_id: id,
      name,
      arguments: args,
      status: 'completed',
    })),
  ]
}

function responseHead(body: Json): Json {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    completed_at: 2,
    status: 'completed',
    incomplete_details: null,
    model: body.model,
    previous_response_id: null,
    instructions: body.instructions ?? null,
    error: null,
    tools: [],
    tool_choice: 'auto',
    truncation: 'disabled',
    parallel_tool_calls: true,
    text: { format: { type: 'text' } },
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    top_logprobs: 0,
    temperature: 1,
    reasoning: null,
    max_output_tokens: null,
    max_tool_calls: null,
    store: body.store ?? true,
    background: false,
    service_tier: 'default',
    metadata: {},
    safety_identifier: null,
    prompt_cache_key: null,
    usage: {
      input_tokens: usage.input,
      output_tokens: usage.output,
      total_tokens: usage.input + usage.output,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 0 },
    },
  }
}

export function responseWhole(body: Json): unknown {
  return { ...responseHead(body), output: responseItems(responseSays(body)) }
}

export function* responseEvents(body: Json): Generator<string> {
  let sequence_number = 0
  const event = (type: string, members: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...members })}\n\n`
  const output = responseItems(responseSays(body))
  const begun = { ...responseHead(body), status: 'in_progress', completed_at: null, usage: null, output: [] }
  yield event('response.created', { response: begun })
  yield event('response.in_progress', { response: begun })
  for (const [output_index, item] of output.entries()) {
    const at = { item_id: item.id, output_index }
    if (item.type === 'function_call') {
      yield event('response.output_item.added', {
        output_index,
        item: { ...item, arguments: '', status: 'in_progress' },
      })
      for (const delta of pieces(String(item.arguments))) {
        yield event('response.function_call_arguments.delta', { ...at, delta })
      }
      yield event('response.function_call_arguments.done', { ...at, name: item.name, arguments: item.arguments })
    } else {
      const isMessage = item.type === 'message'
      const [part = {}] = list(isMessage ? item.content : item.summary)
      const place = { ...at, ...(isMessage ? { content_index: 0 } : { summary_index: 0 }) }
      const [partStem, textStem] = isMessage
        ? ['response.content_part', 'response.output_text']
        : ['response.reasoning_summary_part', 'response.reasoning_summary_text']
      yield event('response.output_item.added', {
        output_index,
        item: { ...item, ...(isMessage ? { content: [], status: 'in_progress' } : { summary: [] }) },
      })
      yield event(`${partStem}.added`, { ...place, part: { ...part, text: '' } })
      for (const delta of pieces(String(part.text))) yield event(`${textStem}.delta`, { ...place, delta, logprobs: [] })
      yield event(`${textStem}.done`, { ...place, text: part.text, logprobs: [] })
      yield event(`${partStem}.done`, { ...place, part })
    }
    yield event('response.output_item.done', { output_index, item })
  }
  yield event('response.completed', { response: { ...responseHead(body), output } })
}
