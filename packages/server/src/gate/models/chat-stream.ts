// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import type { TextGuard } from './guard.ts'
import { compact, object, objects, text, whole } from './json.ts'

/** The texts that a message or a piece of one may hold, by the kind of their channel. */
export const chatTexts = { content: 'text', reasoning_content: 'reasoning', reasoning: 'reasoning', refusal: 'refusal' }
export const textMembers = ['content', 'reasoning_content', 'reasoning', 'refusal'] as const satisfies TextMember[]
type TextMember = keyof typeof chatTexts

export const chatStream: StreamApi = {
  assemble: () => new ChatAssembler(),
  guard: (guard) => {
    const guarding = new ChatGuard(guard)
    return (message) => guarding.pass(message)
  },
  messagesOf: (answer) => {
    const choices = objects(answer.choices).map(({ message, ...choice }) => {
      const calls = objects(object(message)?.tool_calls).map((call, index) => ({ index, ...call }))
      const tool_calls = calls.length === 0 ? undefined : calls
      return { ...choice, delta: compact({ ...object(message), tool_calls }) }
    })
    return [{ ...answer, object: 'chat.completion.chunk', choices }, 'done']
  },
  isFailure: (message) => message.error != null,
  encode: (message) => `data: ${message === 'done' ? '[DONE]' : JSON.stringify(message)}\n\n`,
}

/** More than any model gives; an index of a million would fill the memory with nothing. */
const maxChoices = 128
const maxCalls = 1024

/** One choice as it grows. */
interface Choice {
  readonly texts: Map<string, string>
  finishReason: string | null
  readonly calls: Call[]
}

interface Call {
  id: string
  name: string
  arguments: string
}

/** What every chunk says of the whole answer. */
const heading = ['id', 'created', 'model', 'system_fingerprint', 'service_tier'] as const

class ChatAssembler implements Assembler {
  readonly #choices: Choice[] = []
  readonly #head: Record<string, JsonValue> = {}
  #usage: JsonObject | undefined
  #done = false

  get isDone(): boolean {
    return this.#done
  }

  push(message: StreamMessage): boolean {
    if (message === 'done') {
      this.#done = true
      return true
    }
    // What was said first counts.
    for (const name of heading) if (message[name] !== undefined) this.#head[name] ??= message[name]
    this.#usage = object(message.usage) ?? this.#usage
    const choices = objects(message.choices)
    for (const choice of choices) if (!this.#grow(choice)) return false
    return choices.length > 0 || message.usage != null
  }

  answer(): JsonObject {
    const choices = this.#choices.map(({ texts, finishReason, calls }, index) => ({
      index,
      finish_reason: finishReason,
      message: compact({
        role: 'assistant',
        content: null,
        ...Object.fromEntries(texts),
        tool_calls: calls.length === 0 ? undefined : calls.map(asToolCall),
      }),
    }))
    return compact({ ...this.#head, object: 'chat.completion', choices, usage: this.#usage })
  }

  failure(code: string, message: string): JsonObject {
    return { error: { message, type: 'sluis_error', code, param: null } }
  }

  #grow(piece: JsonObject): boolean {
    const index = whole(piece.index) ?? 0
    if (index >= maxChoices) return false
    const choice = grow(this.#choices, index, () => ({ texts: new Map(), finishReason: null, calls: [] }))
    choice.finishReason = text(piece.finish_reason) ?? choice.finishReason
    const delta = object(piece.delta) ?? {}
    for (const member of textMembers) {
      const said = delta[member]
      if (typeof said === 'string' && said !== '') choice.texts.set(member, (choice.texts.get(member) ?? '') + said)
    }
    return delta.tool_calls === undefined || objects(delta.tool_calls).every((part) => growCall(choice.calls, part))
  }
}

function growCall(calls: Call[], part: JsonObject): boolean {
  const index = whole(part.index) ?? 0
  if (index >= maxCalls) return false
  const call = grow(calls, index, () => ({ id: '', name: '', arguments: '' }))
  call.id ||= text(part.id) ?? ''
  const made = object(part.function)
  call.name += text(made?.name) ?? ''
  call.arguments += text(made?.arguments) ?? ''
  return true
}

function asToolCall({ id, ...made }: Call): JsonObject {
  return { id, type: 'function', function: made }
}

function grow<T>(list: T[], index: number, make: () => T): T {
  while (list.length <= index) list.push(make())
  const item = list[index]
  if (item === undefined) throw new RangeError('no such place')
  return item
}

/** A text of a choice by the member that holds it, or the arguments of a call by its index. */
type Place = TextMember | number

/** Chunks through a guard; what it holds back of a choice comes in a chunk of its own before the one that finishes it. */
class ChatGuard {
  readonly #guard: TextGuard
  /** By choice: what has begun of it, each with the name of its channel. */
  readonly #open = new Map<number, Map<Place, string>>()

  constructor(guard: TextGuard) {
    this.#guard = guard
  }

  pass(message: StreamMessage): readonly StreamMessage[] {
    if (message === 'done') return [...this.#rest({}, [...this.#open.keys()]), message]
    const choices = objects(message.choices)
    const changed = { ...message, choices: choices.map((choice) => this.#choice(choice)) }
    if (!choices.some(isEnding)) return [changed]
    const ending = choices.filter(isEnding).map(({ index }) => whole(index) ?? 0)
    return [...this.#endingOf(changed, ending)]
  }

  *#endingOf(last: JsonObject, ending: readonly number[]): Generator<JsonObject> {
    // Its own texts go before what is flushed, and its end after.
    const choices = objects(last.choices)
    yield { ...last, usage: null, choices: choices.map((choice) => ({ ...choice, finish_reason: null })) }
    yield* this.#rest({ ...last, usage: null }, ending)
    yield { ...last, choices: choices.map((choice) => ({ ...choice, delta: {} })) }
  }

  *#rest(frame: JsonObject, ending: readonly number[]): Generator<JsonObject> {
    for (const index of ending) {
      for (const [place, channel] of this.#open.get(index) ?? []) {
        const said = this.#guard.flush(channel)
        if (said !== '') yield { ...frame, choices: [{ index, delta: deltaOf(place, said), finish_reason: null }] }
      }
      this.#open.delete(index)
    }
  }

  /** Without the probabilities of tokens, which repeat the text that was guarded. */
  #choice(choice: JsonObject): JsonObject {
    const delta = this.#delta(whole(choice.index) ?? 0, object(choice.delta) ?? {})
    return { ...choice, delta, logprobs: undefined }
  }

  #delta(index: number, delta: JsonObject): JsonObject {
    const changed: Record<string, JsonValue> = {}
    if (delta.role !== undefined) changed.role = delta.role
    for (const member of textMembers) {
      const said = delta[member]
      if (typeof said === 'string') changed[member] = this.#pass(index, member, said)
    }
    const calls = delta.tool_calls === undefined ? [] : objects(delta.tool_calls)
    if (calls.length > 0) changed.tool_calls = calls.map((call, position) => this.#call(index, call, position))
    return changed
  }

  #call(index: number, call: JsonObject, position: number): JsonObject {
    const made = object(call.function)
    const given = text(made?.arguments)
    if (given === undefined) return call
    return { ...call, function: { ...made, arguments: this.#pass(index, whole(call.index) ?? position, given) } }
  }

  #pass(index: number, place: Place, said: string): string {
    let open = this.#open.get(index)
    if (open === undefined) {
      open = new Map()
      this.#open.set(index, open)
    }
    let channel = open.get(place)
    if (channel === undefined) {
      channel = typeof place === 'number' ? `arguments:${index}/${place}` : `${chatTexts[place]}:${index}/${place}`
      open.set(place, channel)
    }
    return this.#guard.pass(channel, said)
  }
}

function isEnding({ finish_reason }: JsonObject): boolean {
  return finish_reason != null
}

function deltaOf(place: Place, said: string): JsonObject {
  return typeof place === 'number'
    ? { tool_calls: [{ index: place, function: { arguments: said } }] }
    : { [place]: said }
}
