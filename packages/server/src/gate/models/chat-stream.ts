// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import { ChatGuard, textMembers } from './chat-guard.ts'
import type { NextWords } from './frame.ts'
import { compact, object, objects, text, whole } from './json.ts'

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
  nextWords,
  encode: (message) => `data: ${message === 'done' ? '[DONE]' : JSON.stringify(message)}\n\n`,
}

function nextWords(message: JsonObject): NextWords | undefined {
  const [choice, ...others] = objects(message.choices)
  const delta = object(choice?.delta)
  if (delta === undefined || others.length > 0) return undefined
  if (choice?.finish_reason != null || delta.tool_calls != null) return undefined
  const [member, ...more] = textMembers.filter((name) => typeof delta[name] === 'string')
  if (member === undefined || more.length > 0) return undefined
  return {
    words: text(delta[member]) ?? '',
    saying: (words) => ({ ...message, choices: [{ ...choice, delta: { ...delta, [member]: words } }] }),
  }
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
    const choices = this.#choices.map(({ texts, finishReason, calls }, index) => {
      const message: Record<string, JsonValue> = { role: 'assistant', content: null, ...Object.fromEntries(texts) }
      if (calls.length > 0) message.tool_calls = calls.map(asToolCall)
      return { index, finish_reason: finishReason, message }
    })
    const answer = { ...this.#head, object: 'chat.completion', choices }
    return this.#usage === undefined ? answer : { ...answer, usage: this.#usage }
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
