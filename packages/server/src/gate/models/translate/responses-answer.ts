// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { StreamMessage } from '../apis/api.ts'
import { ResponseEvents } from '../apis/responses-events.ts'
import { object, objects, text, whole } from '../json.ts'
import { type BlockStep, Blocks } from './blocks.ts'
import {
  type Answer,
  type Asked,
  type Delta,
  type Dialect,
  type Finish,
  type Said,
  type Settings,
  type Start,
  type Tokens,
  tokensOf,
} from './prompt.ts'
import {
  readResponsesRequest,
  readSaidItem,
  responsesFields,
  writeFormat,
  writeResponsesRequest,
  writeTool,
} from './responses-request.ts'

/** Responses: a list of items, each a message, a call or a piece of reasoning. */
export const responsesDialect: Dialect = {
  fields: responsesFields,
  readRequest: readResponsesRequest,
  writeRequest: writeResponsesRequest,
  readAnswer: (answer) => ({
    id: text(answer.id) ?? '',
    model: text(answer.model) ?? '',
    said: objects(answer.output).flatMap(readSaidItem),
    finish: finishOf(answer),
    ...tokensIn(answer.usage),
  }),
  writeAnswer: ({ said, ...answer }, asked) => {
    return responseOf({ ...answer, output: said.map((item, index) => itemOf(item, answer.id, index)), asked })
  },
  reader: () => {
    const reader = new ResponsesReader()
    return (message) => reader.read(message)
  },
  writer: (asked) => {
    const writer = new ResponsesWriter(asked)
    return (delta) => writer.write(delta)
  },
}

function finishOf({ status, incomplete_details, output }: JsonObject): Finish {
  if (status === 'incomplete') return object(incomplete_details)?.reason === 'content_filter' ? 'filter' : 'length'
  return objects(output).some(({ type }) => type === 'function_call') ? 'calls' : 'stop'
}

function tokensIn(usage: JsonValue | undefined): Pick<Answer, 'tokens'> {
  const counts = object(usage)
  return tokensOf(counts?.input_tokens, counts?.output_tokens, {
    cached: object(counts?.input_tokens_details)?.cached_tokens,
    reasoning: object(counts?.output_tokens_details)?.reasoning_tokens,
  })
}

interface Made extends Pick<Answer, 'id' | 'model' | 'fingerprint'> {
  readonly output: readonly JsonObject[]
  readonly asked: Asked
  /** Undefined while it is under way. */
  readonly finish?: Finish
  readonly tokens?: Tokens
}

/** The whole resource, with every member that Open Responses requires; it repeats what was asked. */
function responseOf({ id, model, fingerprint, output, asked: { request, nowS }, finish, tokens }: Made): JsonObject {
  const { prompt } = readResponsesRequest(request)
  const { settings, tools } = prompt
  const isCut = finish === 'length' || finish === 'filter'
  const reason = finish === 'filter' ? 'content_filter' : 'max_output_tokens'
  const choice = settings.toolChoice ?? 'auto'
  return {
    id,
    object: 'response',
    created_at: nowS,
    completed_at: finish === undefined ? null : nowS,
    status: finish === undefined ? 'in_progress' : isCut ? 'incomplete' : 'completed',
    incomplete_details: isCut ? { reason } : null,
    model,
    previous_response_id: null,
    instructions: text(request.instructions) ?? null,
    output,
    error: null,
    tools: tools.map(writeTool),
    tool_choice: typeof choice === 'object' ? { type: 'function', ...choice } : choice,
    truncation: 'disabled',
    parallel_tool_calls: settings.parallel ?? true,
    text: { format: formatOf(settings.format) },
    top_p: settings.topP ?? 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    top_logprobs: 0,
    temperature: settings.temperature ?? 1,
    reasoning: settings.effort === undefined ? null : { effort: settings.effort, summary: null },
    usage: tokens === undefined ? null : usageOf(tokens),
    max_output_tokens: settings.maxOutputTokens ?? null,
    max_tool_calls: null,
    store: false,
    background: false,
    service_tier: 'default',
    metadata: object(request.metadata) ?? {},
    safety_identifier: text(request.safety_identifier) ?? null,
    prompt_cache_key: text(request.prompt_cache_key) ?? null,
    ...(fingerprint === undefined ? {} : { system_fingerprint: fingerprint }),
  }
}

function formatOf(format: Settings['format']): JsonObject {
  if (format === undefined) return { type: 'text' }
  return format.kind === 'json' ? writeFormat(format) : { strict: false, description: null, ...writeFormat(format) }
}

function usageOf({ input, output, cached, reasoning }: Tokens): JsonObject {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  }
}

function partOf(said: Exclude<Said, { kind: 'call' }>): JsonObject {
  if (said.kind === 'text') return { type: 'output_text', text: said.text, annotations: [], logprobs: [] }
  return said.kind === 'refusal' ? { type: 'refusal', refusal: said.text } : { type: 'summary_text', text: said.text }
}

function itemOf(said: Said, id: string, index: number): JsonObject {
  if (said.kind === 'call') {
    const { id: call_id, name, arguments: given } = said
    return { type: 'function_call', id: `fc_${id}_${index}`, call_id, name, arguments: given, status: 'completed' }
  }
  if (said.kind !== 'reasoning') {
    return {
      type: 'message',
      id: `msg_${id}_${index}`,
      status: 'completed',
      role: 'assistant',
      content: [partOf(said)],
    }
  }
  const sealed = said.signature === undefined ? {} : { encrypted_content: said.signature }
  return { type: 'reasoning', id: `rs_${id}_${index}`, summary: said.text === '' ? [] : [partOf(said)], ...sealed }
}

/** The parts that are streamed one by one; those of reasoning are sealed as one. */
const spoken: ReadonlySet<unknown> = new Set(['output_text', 'refusal'])

class ResponsesReader {
  /** The items whose text or arguments came in pieces: what repeats them is known. */
  readonly #grown = new Set<number>()

  read(message: StreamMessage | 'end'): readonly Delta[] {
    if (typeof message === 'string') return []
    const index = whole(message.output_index) ?? 0
    const item = object(message.item)
    switch (message.type) {
      case 'response.created': {
        const { id, model } = object(message.response) ?? {}
        return [{ kind: 'start', id: text(id) ?? '', model: text(model) ?? '' }]
      }
      case 'response.output_text.delta':
        return this.#grow('text', index, message)
      case 'response.refusal.delta':
        return this.#grow('refusal', index, message)
      case 'response.reasoning.delta':
      case 'response.reasoning_text.delta':
      case 'response.reasoning_summary_text.delta':
        return this.#grow('reasoning', index, message)
      case 'response.output_item.added': {
        if (item?.type !== 'function_call') return []
        return [{ kind: 'call', call: index, id: text(item.call_id) ?? '', name: text(item.name) ?? '' }]
      }
      case 'response.function_call_arguments.delta':
        this.#grown.add(index)
        return [{ kind: 'arguments', call: index, text: text(message.delta) ?? '' }]
      case 'response.output_item.done':
        return [...readSaidItem(item ?? {}).flatMap((said) => this.#finished(index, said)), { kind: 'part-end' }]
      case 'response.content_part.done':
        return spoken.has(object(message.part)?.type) ? [{ kind: 'part-end' }] : []
      // As in a whole item: the parts of a summary are its lines.
      case 'response.reasoning_summary_part.added':
        return message.summary_index === 0 ? [] : [{ kind: 'reasoning', text: '\n' }]
      case 'response.completed':
      case 'response.incomplete': {
        const response = object(message.response) ?? {}
        return [{ kind: 'end', finish: finishOf(response), ...tokensIn(response.usage) }]
      }
      default:
        return []
    }
  }

  #grow(kind: 'text' | 'refusal' | 'reasoning', index: number, { delta }: JsonObject): readonly Delta[] {
    this.#grown.add(index)
    return [{ kind, text: text(delta) ?? '' }]
  }

  #finished(index: number, said: Said): readonly Delta[] {
    const isKnown = this.#grown.has(index)
    if (said.kind === 'call') return isKnown ? [] : [{ kind: 'arguments', call: index, text: said.arguments }]
    const grown: readonly Delta[] = isKnown ? [] : [{ kind: said.kind, text: said.text }]
    const isSealed = said.kind === 'reasoning' && said.signature !== undefined
    return isSealed ? [...grown, { kind: 'signature', text: said.signature ?? '' }] : grown
  }
}

function headOf({ id, model, fingerprint }: Start): Pick<Answer, 'id' | 'model' | 'fingerprint'> {
  return { id, model, ...(fingerprint === undefined ? {} : { fingerprint }) }
}

class ResponsesWriter {
  readonly #asked: Asked
  readonly #blocks = new Blocks()
  readonly #events = new ResponseEvents()
  #head: Pick<Answer, 'id' | 'model' | 'fingerprint'> = { id: '', model: '' }

  constructor(asked: Asked) {
    this.#asked = asked
  }

  write(delta: Delta): readonly StreamMessage[] {
    return this.#blocks.push(delta).flatMap((step) => this.#step(step))
  }

  #step(step: BlockStep): readonly StreamMessage[] {
    switch (step.kind) {
      case 'start':
        this.#head = headOf(step)
        return this.#events.begin(responseOf({ ...this.#head, output: [], asked: this.#asked }))
      case 'open': {
        if (step.block.kind === 'call') {
          const { kind, id, name } = step.block
          return [this.#events.open(itemOf({ kind, id, name, arguments: '' }, this.#head.id, step.index))]
        }
        const said = { kind: step.block.kind, text: '' }
        const item = itemOf(said, this.#head.id, step.index)
        const opened = this.#events.open(step.block.kind === 'reasoning' ? item : { ...item, content: [] })
        return [opened, this.#events.openPart(partOf(said))]
      }
      case 'grow':
        return [...this.#events.grow(step.text)]
      case 'close': {
        const part = step.said.kind === 'call' ? [] : [...this.#events.closePart(partOf(step.said))]
        return [...part, ...this.#events.close(itemOf(step.said, this.#head.id, step.index))]
      }
      case 'end': {
        const output = step.said.map((said, index) => itemOf(said, this.#head.id, index))
        const { finish, tokens } = step
        const made = { ...this.#head, finish, output, asked: this.#asked, ...(tokens === undefined ? {} : { tokens }) }
        return this.#events.end(responseOf(made))
      }
    }
  }
}
