// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../../journal/index.ts'
import type { StreamMessage } from '../apis/api.ts'
import { compact, object, objects, text, whole } from '../json.ts'
import { type BlockStep, Blocks } from './blocks.ts'
import { chatFields, readChatRequest, readSaid, tokensIn, writeCall, writeChatRequest } from './chat-request.ts'
import type { Answer, Asked, Delta, Dialect, Finish, Said, Tokens } from './prompt.ts'

const finishes: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'calls',
  content_filter: 'filter',
}
const finishNames = { stop: 'stop', length: 'length', calls: 'tool_calls', filter: 'content_filter' } as const

/** Chat completions: one message, whose text and calls lie side by side. Of several choices the first. */
export const chatDialect: Dialect = {
  fields: chatFields,
  readRequest: readChatRequest,
  writeRequest: writeChatRequest,
  readAnswer: (answer) => {
    const [choice] = objects(answer.choices)
    return {
      id: text(answer.id) ?? '',
      model: text(answer.model) ?? '',
      said: readSaid(object(choice?.message) ?? {}),
      finish: finishes[text(choice?.finish_reason) ?? ''] ?? 'stop',
      ...fingerprintIn(answer),
      ...tokensIn(answer.usage),
    }
  },
  writeAnswer: ({ id, model, fingerprint, said, finish, tokens }, { nowS }) =>
    compact({
      id,
      object: 'chat.completion',
      created: nowS,
      model,
      system_fingerprint: fingerprint,
      choices: [{ index: 0, message: messageOf(said), logprobs: null, finish_reason: finishNames[finish] }],
      usage: tokens && usageOf(tokens),
    }),
  reader: () => {
    const reader = new ChatReader()
    return (message) => reader.read(message)
  },
  writer: (asked) => {
    const writer = new ChatWriter(asked)
    return (delta) => writer.write(delta)
  },
}

function fingerprintIn({ system_fingerprint }: JsonObject): Pick<Answer, 'fingerprint'> {
  return typeof system_fingerprint === 'string' ? { fingerprint: system_fingerprint } : {}
}

function messageOf(said: readonly Said[]): JsonObject {
  const textOf = (kind: Said['kind']): string | null => {
    const texts = said.flatMap((item) => (item.kind === kind && item.kind !== 'call' ? [item.text] : []))
    return texts.length === 0 ? null : texts.join('')
  }
  const calls = said.flatMap((item) => (item.kind === 'call' ? [writeCall(item)] : []))
  return compact({
    role: 'assistant',
    content: textOf('text'),
    refusal: textOf('refusal'),
    reasoning_content: textOf('reasoning') ?? undefined,
    tool_calls: calls.length === 0 ? undefined : calls,
  })
}

function usageOf({ input, output, cached, reasoning }: Tokens): JsonObject {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  }
}

function startIn(message: JsonObject): Delta {
  return { kind: 'start', id: text(message.id) ?? '', model: text(message.model) ?? '', ...fingerprintIn(message) }
}

class ChatReader {
  #isStarted = false
  #finish: Finish = 'stop'
  #tokens: Pick<Answer, 'tokens'> = {}

  read(message: StreamMessage): readonly Delta[] {
    if (message === 'done') return [{ kind: 'end', finish: this.#finish, ...this.#tokens }]
    const started = this.#isStarted ? [] : [startIn(message)]
    this.#isStarted = true
    this.#tokens = { ...this.#tokens, ...tokensIn(message.usage) }
    const [choice] = objects(message.choices).filter(({ index }) => (whole(index) ?? 0) === 0)
    this.#finish = finishes[text(choice?.finish_reason) ?? ''] ?? this.#finish
    const delta = object(choice?.delta)
    return delta === undefined ? started : [...started, ...this.#said(delta)]
  }

  #said(delta: JsonObject): readonly Delta[] {
    const grown = (kind: 'text' | 'refusal' | 'reasoning', said: unknown): readonly Delta[] =>
      typeof said === 'string' && said !== '' ? [{ kind, text: said }] : []
    return [
      ...grown('reasoning', delta.reasoning_content ?? delta.reasoning),
      ...grown('text', delta.content),
      ...grown('refusal', delta.refusal),
      ...objects(delta.tool_calls).flatMap((piece): readonly Delta[] => {
        const call = whole(piece.index) ?? 0
        const made = object(piece.function)
        const name = text(made?.name)
        const given = text(made?.arguments)
        return [
          ...(name ? [{ kind: 'call', call, id: text(piece.id) ?? `call_${call}`, name } as const] : []),
          ...(given ? [{ kind: 'arguments', call, text: given } as const] : []),
        ]
      }),
    ]
  }
}

class ChatWriter {
  readonly #blocks = new Blocks()
  readonly #withUsage: boolean
  #head: JsonObject
  #calls = 0

  constructor({ request, nowS }: Asked) {
    this.#withUsage = object(request.stream_options)?.include_usage === true
    this.#head = { object: 'chat.completion.chunk', created: nowS }
  }

  write(delta: Delta): readonly StreamMessage[] {
    return this.#blocks.push(delta).flatMap((step) => this.#step(step))
  }

  #step(step: BlockStep): readonly StreamMessage[] {
    switch (step.kind) {
      case 'start':
        this.#head = compact({ id: step.id, ...this.#head, model: step.model, system_fingerprint: step.fingerprint })
        return [this.#chunk({ role: 'assistant', content: '' })]
      case 'open': {
        if (step.block.kind !== 'call') return []
        const { id, name } = step.block
        return [this.#call({ id, type: 'function', function: { name, arguments: '' } }, this.#calls++)]
      }
      case 'grow':
        if (step.block.kind === 'call') return [this.#call({ function: { arguments: step.text } }, this.#calls - 1)]
        return [this.#chunk({ [members[step.block.kind]]: step.text })]
      case 'close':
        return []
      case 'end': {
        const { tokens } = step
        const usage =
          this.#withUsage && tokens !== undefined ? [{ ...this.#head, choices: [], usage: usageOf(tokens) }] : []
        return [this.#chunk({}, finishNames[step.finish]), ...usage, 'done']
      }
    }
  }

  #call(call: JsonObject, index: number): JsonObject {
    return this.#chunk({ tool_calls: [{ index, ...call }] })
  }

  #chunk(delta: JsonObject, finish_reason: string | null = null): JsonObject {
    return { ...this.#head, choices: [{ index: 0, delta, logprobs: null, finish_reason }] }
  }
}

const members = { text: 'content', refusal: 'refusal', reasoning: 'reasoning_content' } as const
