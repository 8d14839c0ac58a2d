// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { JsonObject, JsonValue } from '../journal/index.ts'

/** The longest event and the longest answer that the gate keeps; more than any model gives. */
const maxBytes = 16 * 1024 * 1024

const chunk = z.looseObject({
  id: z.string().optional(),
  model: z.string().optional(),
  usage: z.record(z.string(), z.json()).nullish(),
  choices: z
    .array(
      z.looseObject({
        index: z.int().min(0).max(127).default(0),
        finish_reason: z.string().nullish(),
        delta: z
          .looseObject({
            content: z.string().nullish(),
            tool_calls: z
              .array(
                z.looseObject({
                  index: z.int().min(0).max(1023).default(0),
                  id: z.string().nullish(),
                  function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
      }),
    )
    .default([]),
})

interface ToolCall {
  id: string
  name: string
  arguments: string
}

/** One choice as it grows. */
interface Choice {
  content: string
  finishReason: string | null
  readonly toolCalls: ToolCall[]
}

/**
 * Puts a streamed chat completion together as it passes, so that the log holds the answer and not its pieces. What
 * can't be read is passed on all the same, and makes the outcome say so.
 */
export class ChatStream {
  readonly #decoder = new TextDecoder()
  readonly #choices: Choice[] = []
  /** The line that has not ended yet, in pieces: joining them at each would make one long line cost its square. */
  #rest: string[] = []
  #bytes = 0
  #model: string | undefined
  #usage: JsonObject | undefined
  #done = false
  #unread = 0

  /** Takes the next bytes of the stream. Throws a RangeError when the answer is larger than the gate keeps. */
  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length
    if (this.#bytes > maxBytes) throw new RangeError(`an answer of more than ${maxBytes} bytes`)
    const [first = '', ...more] = this.#decoder.decode(bytes, { stream: true }).split(/\r\n|\n|\r/)
    this.#rest.push(first)
    for (const next of more) {
      const line = this.#rest.join('')
      this.#rest = [next]
      if (line.startsWith('data:')) this.#event(line.slice(5).trim())
    }
  }

  /** Whether the far side said that it was finished; a stream that merely stops was broken off. */
  get isDone(): boolean {
    return this.#done
  }

  /** The answer as a whole completion would have it. */
  completion(): JsonValue {
    return {
      object: 'chat.completion',
      model: this.#model,
      usage: this.#usage,
      unread: this.#unread > 0 ? this.#unread : undefined,
      choices: this.#choices.map(({ content, finishReason, toolCalls }, index) => ({
        index,
        finish_reason: finishReason,
        message: {
          role: 'assistant',
          content: content === '' ? null : content,
          tool_calls: toolCalls.length === 0 ? undefined : toolCalls.map(asToolCall),
        },
      })),
    }
  }

  #event(data: string): void {
    if (data === '[DONE]') {
      this.#done = true
      return
    }
    const parsed = chunk.safeParse(parse(data))
    if (!parsed.success) {
      this.#unread++
      return
    }
    this.#model ??= parsed.data.model
    this.#usage = parsed.data.usage ?? this.#usage
    for (const { index, delta, finish_reason } of parsed.data.choices) {
      const choice = grow(this.#choices, index, () => ({ content: '', finishReason: null, toolCalls: [] }))
      choice.content += delta?.content ?? ''
      choice.finishReason = finish_reason ?? choice.finishReason
      for (const piece of delta?.tool_calls ?? []) {
        const call = grow(choice.toolCalls, piece.index, () => ({ id: '', name: '', arguments: '' }))
        call.id ||= piece.id ?? ''
        call.name += piece.function?.name ?? ''
        call.arguments += piece.function?.arguments ?? ''
      }
    }
  }
}

function grow<T>(list: T[], index: number, make: () => T): T {
  while (list.length <= index) list.push(make())
  const item = list[index]
  if (item === undefined) throw new RangeError('no such place')
  return item
}

function asToolCall({ id, name, arguments: text }: ToolCall): JsonObject {
  return { id, type: 'function', function: { name, arguments: text } }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
