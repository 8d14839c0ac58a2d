// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { StreamMessage } from '../apis/api.ts'
import { compact, object, text, whole } from '../json.ts'
import { type BlockStep, Blocks } from './blocks.ts'
import {
  messagesFields,
  readMessagesRequest,
  readSaidBlocks,
  writeBlock,
  writeMessagesRequest,
} from './messages-request.ts'
import { type Answer, type Delta, type Dialect, type Finish, type Said, type Tokens, tokensOf } from './prompt.ts'

const finishes: ReadonlyMap<unknown, Finish> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'calls'],
  ['refusal', 'filter'],
])
const finishNames = { stop: 'end_turn', length: 'max_tokens', calls: 'tool_use', filter: 'refusal' } as const

/** Anthropic's messages: a list of blocks. */
export const messagesDialect: Dialect = {
  fields: messagesFields,
  readRequest: readMessagesRequest,
  writeRequest: writeMessagesRequest,
  readAnswer: (answer) => ({
    id: text(answer.id) ?? '',
    model: text(answer.model) ?? '',
    said: readSaidBlocks(answer.content),
    finish: finishes.get(answer.stop_reason) ?? 'stop',
    ...tokensIn(answer.usage),
  }),
  writeAnswer: ({ said, finish, tokens, ...answer }) => ({
    ...headOf(answer),
    content: said.map(writeBlock),
    stop_reason: finishNames[finish],
    stop_sequence: null,
    usage: usageOf(tokens),
  }),
  reader: () => {
    const reader = new MessagesReader()
    return (message) => reader.read(message)
  },
  writer: () => {
    const writer = new MessagesWriter()
    return (delta) => writer.write(delta)
  },
}

function headOf({ id, model, fingerprint }: Pick<Answer, 'id' | 'model' | 'fingerprint'>): JsonObject {
  return compact({ id, type: 'message', role: 'assistant', model, system_fingerprint: fingerprint })
}

/** Tokens that came from a cache or went into one are input too. */
function inputOf(counts: JsonObject | undefined): number | undefined {
  const fresh = whole(counts?.input_tokens)
  if (fresh === undefined) return undefined
  return fresh + (whole(counts?.cache_read_input_tokens) ?? 0) + (whole(counts?.cache_creation_input_tokens) ?? 0)
}

function tokensIn(usage: JsonValue | undefined): Pick<Answer, 'tokens'> {
  const counts = object(usage)
  return tokensOf(inputOf(counts), counts?.output_tokens, {
    cached: counts?.cache_read_input_tokens,
    reasoning: object(counts?.output_tokens_details)?.thinking_tokens,
  })
}

/** SDKs expect a usage with these members: they are null if nobody reported them. */
function usageOf(tokens: Tokens | undefined): JsonObject {
  if (tokens === undefined) return { input_tokens: null, output_tokens: null }
  const { input, output, cached } = tokens
  const read = cached === 0 ? {} : { cache_read_input_tokens: cached }
  return { input_tokens: Math.max(0, input - cached), output_tokens: output, ...read }
}

class MessagesReader {
  /** The input with which blocks of calls began; pieces that come later count instead. */
  readonly #calls = new Map<number, JsonObject>()
  #usage: JsonObject = {}
  #finish: Finish = 'stop'

  read(message: StreamMessage | 'end'): readonly Delta[] {
    if (typeof message === 'string') return []
    const index = whole(message.index) ?? 0
    switch (message.type) {
      case 'message_start': {
        const { id, model, usage } = object(message.message) ?? {}
        this.#usage = object(usage) ?? {}
        const inputTokens = inputOf(this.#usage)
        const known = inputTokens === undefined ? {} : { inputTokens }
        return [{ kind: 'start', id: text(id) ?? '', model: text(model) ?? '', ...known }]
      }
      case 'content_block_start':
        return this.#begin(index, object(message.content_block) ?? {})
      case 'content_block_delta':
        return this.#grow(index, object(message.delta) ?? {})
      case 'content_block_stop': {
        const given = this.#calls.get(index)
        const whole =
          given === undefined ? [] : [{ kind: 'arguments', call: index, text: JSON.stringify(given) } as const]
        this.#calls.delete(index)
        return [...whole, { kind: 'part-end' }]
      }
      case 'message_delta': {
        this.#usage = { ...this.#usage, ...object(message.usage) }
        this.#finish = finishes.get(object(message.delta)?.stop_reason) ?? 'stop'
        return []
      }
      case 'message_stop':
        return [{ kind: 'end', finish: this.#finish, ...tokensIn(this.#usage) }]
      default:
        return []
    }
  }

  #begin(index: number, block: JsonObject): readonly Delta[] {
    if (block.type === 'text' && text(block.text)) return [{ kind: 'text', text: text(block.text) ?? '' }]
    if (block.type !== 'tool_use') return []
    this.#calls.set(index, object(block.input) ?? {})
    return [{ kind: 'call', call: index, id: text(block.id) ?? '', name: text(block.name) ?? '' }]
  }

  #grow(index: number, delta: JsonObject): readonly Delta[] {
    switch (delta.type) {
      case 'text_delta':
        return [{ kind: 'text', text: text(delta.text) ?? '' }]
      case 'thinking_delta':
        return [{ kind: 'reasoning', text: text(delta.thinking) ?? '' }]
      case 'signature_delta':
        return [{ kind: 'signature', text: text(delta.signature) ?? '' }]
      case 'input_json_delta': {
        const given = text(delta.partial_json) ?? ''
        if (given !== '') this.#calls.delete(index)
        return given === '' ? [] : [{ kind: 'arguments', call: index, text: given }]
      }
      default:
        return []
    }
  }
}

class MessagesWriter {
  readonly #blocks = new Blocks()

  write(delta: Delta): readonly StreamMessage[] {
    return this.#blocks.push(delta).flatMap((step) => this.#step(step))
  }

  #step(step: BlockStep): readonly StreamMessage[] {
    switch (step.kind) {
      case 'start': {
        // The input is known only at the end, where clients read it again.
        const usage = { input_tokens: step.inputTokens ?? 0, output_tokens: 0 }
        const begun = { ...headOf(step), content: [], stop_reason: null, stop_sequence: null, usage }
        return [{ type: 'message_start', message: begun }]
      }
      case 'open': {
        const { block, index } = step
        const said: Said = block.kind === 'call' ? { ...block, arguments: '' } : { kind: block.kind, text: '' }
        return [{ type: 'content_block_start', index, content_block: writeBlock(said) }]
      }
      case 'grow':
        return [{ type: 'content_block_delta', index: step.index, delta: deltaOf(step.block.kind, step.text) }]
      case 'close': {
        const { said, index } = step
        const isSealed = said.kind === 'reasoning' && said.signature !== undefined
        const sealed = isSealed ? [{ type: 'signature_delta', signature: said.signature }] : []
        return [
          ...sealed.map((delta) => ({ type: 'content_block_delta', index, delta })),
          { type: 'content_block_stop', index },
        ]
      }
      case 'end': {
        const delta = { stop_reason: finishNames[step.finish], stop_sequence: null }
        return [{ type: 'message_delta', delta, usage: usageOf(step.tokens) }, { type: 'message_stop' }]
      }
    }
  }
}

function deltaOf(kind: 'text' | 'refusal' | 'reasoning' | 'call', said: string): JsonObject {
  if (kind === 'call') return { type: 'input_json_delta', partial_json: said }
  return kind === 'reasoning' ? { type: 'thinking_delta', thinking: said } : { type: 'text_delta', text: said }
}
