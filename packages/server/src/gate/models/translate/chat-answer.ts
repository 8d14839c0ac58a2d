// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../../journal/index.ts'
import type { StreamMessage } from '../apis/api.ts'
import { compact, object, objects, text, whole } from '../json.ts'
import { type BlockStep, Blocks } from './blocks.ts'
import {
  chatFields,
  readChatRequest,
  readContent,
  readSaid,
  tokensIn,
  writeCall,
  writeChatRequest,
} from './chat-request.ts'
import type { Answer, Asked, Delta, Dialect, Finish, Said, Tokens } from './prompt.ts'

const finishes: ReadonlyMap<unknown, Finish> = new Map([
  ['stop', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'calls'],
  ['content_filter', 'filter'],
])
const finishNames = { stop: 'stop', length: 'length', calls: 'tool_calls', filter: 'content_filter' } as const

/** Chat completions: one message with text and calls side by side. Of several choices, the first. */
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
      finish: finishes.get(choice?.finish_reason) ?? 'stop',
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
  /** Undefined until it says why it ends. */
  #finish: Finish | undefined
  #tokens: Pick<Answer, 'tokens'> = {}
  /** The id of the call that last began at each index. */
  readonly #calls = new Map<number, string>()
  #begun = 0

  read(message: StreamMessage | 'end'): readonly Delta[] {
    if (message === 'done') return [{ kind: 'end', finish: this.#finish ?? 'stop', ...this.#tokens }]
    // Some endpoints leave `[DONE]` out.
    if (message === 'end') return this.#finish === undefined ? [] : this.read('done')
    const [choice] = objects(message.choices).filter(({ index }) => (whole(index) ?? 0) === 0)
    // Azure begins with a chunk about its filters, which is not part of an answer yet.
    const isBlank = choice === undefined && !text(message.id)
    const started = this.#isStarted || isBlank ? [] : [startIn(message)]
    this.#isStarted ||= !isBlank
    this.#tokens = { ...this.#tokens, ...tokensIn(message.usage) }
    if (choice?.finish_reason != null) this.#finish = finishes.get(choice.finish_reason) ?? 'stop'
    const delta = object(choice?.delta)
    return delta === undefined ? started : [...started, ...this.#said(delta)]
  }

  #said(delta: JsonObject): readonly Delta[] {
    const { reasoning_content, reasoning, content, refusal } = delta
    return [
      ...grown('reasoning', reasoning_content ?? reasoning),
      ...(typeof content === 'string' ? grown('text', content) : readContent(content)),
      ...grown('refusal', refusal),
      ...objects(delta.tool_calls).flatMap((piece) => this.#called(piece)),
    ]
  }

  /** Some endpoints repeat the name of a call in each of its pieces, and some give all calls one index. */
  #called(piece: JsonObject): readonly Delta[] {
    const call = whole(piece.index) ?? 0
    const made = object(piece.function)
    const [id, name, given] = [text(piece.id), text(made?.name), text(made?.arguments)]
    const more = given ? [{ kind: 'arguments', call, text: given } as const] : []
    if (!name || (id && this.#calls.get(call) === id)) return more
    const begun = { kind: 'call', call, id: id || `call_${this.#begun++}`, name } as const
    this.#calls.set(call, begun.id)
    return [begun, ...more]
  }
}

function grown(kind: 'text' | 'refusal' | 'reasoning', said: unknown): readonly Delta[] {
  return typeof said === 'string' && said !== '' ? [{ kind, text: said }] : []
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
