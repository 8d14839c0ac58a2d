// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import type { TextGuard } from './guard.ts'
import { compact, object, objects, text, whole } from './json.ts'

/** The texts that a message or a piece of one may hold, by the kind of their channel. */
export const chatTexts = { content: 'text', reasoning_content: 'reasoning', reasoning: 'reasoning', refusal: 'refusal' }

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
  readonly texts: Map<string, string[]>
  finishReason: string | null
  readonly calls: Call[]
}

interface Call {
  id: string
  readonly name: string[]
  readonly arguments: string[]
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
    return choices.every((choice) => this.#grow(choice)) && (choices.length > 0 || message.usage != null)
  }

  answer(): JsonObject {
    const choices = this.#choices.map(({ texts, finishReason, calls }, index) => ({
      index,
      finish_reason: finishReason,
      message: compact({
        role: 'assistant',
        content: null,
        ...Object.fromEntries([...texts].map(([member, pieces]) => [member, pieces.join('')])),
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
    for (const member of Object.keys(chatTexts)) {
      const said = text(delta[member])
      if (said === undefined || said === '') continue
      const pieces = choice.texts.get(member)
      if (pieces === undefined) choice.texts.set(member, [said])
      else pieces.push(said)
    }
    return objects(delta.tool_calls).every((part) => growCall(choice.calls, part))
  }
}

function growCall(calls: Call[], part: JsonObject): boolean {
  const index = whole(part.index) ?? 0
  if (index >= maxCalls) return false
  const call = grow(calls, index, () => ({ id: '', name: [], arguments: [] }))
  call.id ||= text(part.id) ?? ''
  const made = object(part.function)
  call.name.push(text(made?.name) ?? '')
  call.arguments.push(text(made?.arguments) ?? '')
  return true
}

function asToolCall({ id, name, arguments: pieces }: Call): JsonObject {
  return { id, type: 'function', function: { name: name.join(''), arguments: pieces.join('') } }
}

function grow<T>(list: T[], index: number, make: () => T): T {
  while (list.length <= index) list.push(make())
  const item = list[index]
  if (item === undefined) throw new RangeError('no such place')
  return item
}

/** Chunks through a guard; what it holds back of a choice comes in a chunk of its own before the one that finishes it. */
class ChatGuard {
  readonly #guard: TextGuard
  /** By choice: the channels that have begun, each with the delta that would carry its text. */
  readonly #open = new Map<number, Map<string, (said: string) => JsonObject>>()

  constructor(guard: TextGuard) {
    this.#guard = guard
  }

  pass(message: StreamMessage): readonly StreamMessage[] {
    if (message === 'done') return [...this.#rest({}, [...this.#open.keys()]), message]
    const choices = objects(message.choices)
    const changed = { ...message, choices: choices.map((choice) => this.#choice(choice)) }
    const ending = choices.filter(({ finish_reason }) => finish_reason != null).map(({ index }) => whole(index) ?? 0)
    return ending.length === 0 ? [changed] : [...this.#endingOf(changed, ending)]
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
      for (const [channel, deltaOf] of this.#open.get(index) ?? []) {
        const said = this.#guard.flush(channel)
        if (said !== '') yield { ...frame, choices: [{ index, delta: deltaOf(said), finish_reason: null }] }
      }
      this.#open.delete(index)
    }
  }

  #choice({ logprobs: _, ...choice }: JsonObject): JsonObject {
    const index = whole(choice.index) ?? 0
    const delta = object(choice.delta) ?? {}
    const texts = Object.entries(chatTexts).flatMap(([member, kind]) => {
      const said = text(delta[member])
      return said === undefined
        ? []
        : [[member, this.#pass(index, `${kind}:${index}/${member}`, said, (rest) => ({ [member]: rest }))]]
    })
    const tool_calls = objects(delta.tool_calls).map((call, position) => {
      const made = object(call.function)
      const given = text(made?.arguments)
      if (given === undefined) return call
      const at = whole(call.index) ?? position
      const deltaOf = (rest: string): JsonObject => ({ tool_calls: [{ index: at, function: { arguments: rest } }] })
      return {
        ...call,
        function: { ...made, arguments: this.#pass(index, `arguments:${index}/${at}`, given, deltaOf) },
      }
    })
    const more = tool_calls.length === 0 ? {} : { tool_calls }
    const role = delta.role === undefined ? {} : { role: delta.role }
    return { ...choice, delta: { ...role, ...Object.fromEntries(texts), ...more } }
  }

  #pass(index: number, channel: string, said: string, deltaOf: (rest: string) => JsonObject): string {
    let open = this.#open.get(index)
    if (open === undefined) {
      open = new Map()
      this.#open.set(index, open)
    }
    if (!open.has(channel)) open.set(channel, deltaOf)
    return this.#guard.pass(channel, said)
  }
}
