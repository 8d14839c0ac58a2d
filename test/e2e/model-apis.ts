// SPDX-License-Identifier: EUPL-1.2
// A stand-in that speaks the APIs of models as their makers document them, written apart from the gate's own code: it
// calls the tools that it is offered, tells what they gave, and otherwise repeats what it was told.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

type Json = Record<string, unknown>

export interface Asked {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Json
}

export interface ModelApis extends AsyncDisposable {
  readonly url: string
  readonly asked: Asked[]
}

/** What it says to a request, whatever the API. */
interface Said {
  readonly reasoning?: string
  readonly text?: string
  readonly calls: readonly { readonly id: string; readonly name: string; readonly args: string }[]
}

const usage = { input: 21, output: 8 }

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
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
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

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return list(content)
    .map((part) => (typeof part.text === 'string' ? part.text : textOf(part.content)))
    .join('')
}

function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,5}/gu) ?? []
}

/** `results` are what the tools gave after the last question. */
function say(question: string, tools: readonly string[], results: readonly string[], wantsJson: boolean): Said {
  const thought = question.includes('think') ? { reasoning: 'Let me see.' } : {}
  if (results.length > 0) return { ...thought, text: `The tools said: ${results.join(' | ').slice(0, 200)}`, calls: [] }
  if (tools.length > 0) {
    const called = question.includes('both') ? tools.slice(0, 2) : tools.slice(0, 1)
    const args = JSON.stringify({ path: '.' })
    return { ...thought, calls: called.map((name, at) => ({ id: `call_${at}_of_this`, name, args })) }
  }
  return { ...thought, text: wantsJson ? '{"answer":"yes"}' : `You said: ${question}`, calls: [] }
}

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

function chatWhole(body: Json): unknown {
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

function* chatEvents(body: Json): Generator<string> {
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

function responseWhole(body: Json): unknown {
  return { ...responseHead(body), output: responseItems(responseSays(body)) }
}

function* responseEvents(body: Json): Generator<string> {
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

function messageWhole(body: Json): unknown {
  const said = messageSays(body)
  return { ...messageHead(body, said), content: messageBlocks(said) }
}

function* messageEvents(body: Json): Generator<string> {
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
