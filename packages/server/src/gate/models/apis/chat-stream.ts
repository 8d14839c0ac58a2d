// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { GateErrorCode } from '../../error.ts'
import { compact, object, objects, text, whole } from '../json.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import { ChatGuard, textMembers } from './chat-guard.ts'
import { heading, unheardIn } from './chat-unheard.ts'
import type { NextWords } from './frame.ts'
import { Grown, newRoom } from './grown.ts'

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

/** More than any model gives; an index of a million would fill the memory for nothing. */
const maxChoices = 128
const maxCalls = 1024

/** One choice as it grows. */
interface Choice {
  readonly texts: Map<string, string>
  /** What is said in unknown members. */
  others: Grown | undefined
  finishReason: string | null
  readonly calls: Call[]
}

interface Call {
  id: string
  name: string
  arguments: string
  /** Whether its input is a text, and not the JSON of a function. */
  isCustom: boolean
}

class ChatAssembler implements Assembler {
  readonly #choices: Choice[] = []
  readonly #room = newRoom()
  readonly #head: Record<string, JsonValue> = {}
  #usage: JsonObject | undefined
  #done = false

  /** Some endpoints leave `[DONE]` out once every choice has its reason to end. */
  get isDone(): boolean {
    return this.#done || (this.#choices.length > 0 && this.#choices.every(({ finishReason }) => finishReason !== null))
  }

  push(message: StreamMessage): JsonObject | undefined {
    if (message === 'done') {
      this.#done = true
      return undefined
    }
    // The first value counts; Azure's first chunk has none.
    for (const name of heading) {
      const said = message[name]
      if (said !== undefined && said !== '') this.#head[name] ??= said
    }
    this.#usage = object(message.usage) ?? this.#usage
    const choices = objects(message.choices)
    for (const choice of choices) this.#grow(choice)
    return choices.length > 0 || message.usage != null ? unheardIn(message, choices) : message
  }

  answer(): JsonObject {
    const choices = this.#choices.map(({ texts, others, finishReason, calls }, index) => {
      const known = { role: 'assistant', content: null, ...Object.fromEntries(texts) }
      const message: Record<string, JsonValue> = others === undefined ? known : { ...known, ...said(others, known) }
      if (calls.length > 0) message.tool_calls = calls.map(asToolCall)
      return { index, finish_reason: finishReason, message }
    })
    const answer = { ...this.#head, object: 'chat.completion', choices }
    return this.#usage === undefined ? answer : { ...answer, usage: this.#usage }
  }

  failure(code: GateErrorCode, message: string): JsonObject {
    return { error: { message, type: 'sluis_error', code, param: null } }
  }

  #grow(piece: JsonObject): void {
    const index = placeIn(piece, maxChoices)
    const choice = grow(this.#choices, index, () => ({
      texts: new Map(),
      others: undefined,
      finishReason: null,
      calls: [],
    }))
    choice.finishReason = text(piece.finish_reason) ?? choice.finishReason
    const delta = object(piece.delta) ?? {}
    for (const member of Object.keys(delta)) {
      const said = delta[member]
      if (said == null || said === '' || member === 'role') continue
      if (member === 'tool_calls') for (const part of objects(said)) growCall(choice.calls, part)
      else if (typeof said === 'string' && isText(member)) {
        choice.texts.set(member, (choice.texts.get(member) ?? '') + said)
      } else {
        choice.others ??= new Grown(this.#room)
        choice.others.add({ [member]: said })
      }
    }
  }
}

function isText(member: string): boolean {
  return textMembers.some((name) => name === member)
}

/** What is unknown in a message. If a member is both a text and something else, both are kept. */
function said(others: Grown, known: Readonly<Record<string, JsonValue>>): JsonObject {
  const pairs = Object.entries(object(others.value) ?? {}).map(([name, value]): [string, JsonValue] => {
    const words = known[name]
    return [name, words == null ? (value ?? null) : [words, value ?? null]]
  })
  return Object.fromEntries(pairs)
}

/** An agent that reads the stream sees every index: a choice that no answer has would go on without being logged. */
function placeIn({ index }: JsonObject, most: number): number {
  const place = whole(index) ?? 0
  if (place < most) return place
  throw new RangeError(`an index of ${most} or more`)
}

function growCall(calls: Call[], part: JsonObject): void {
  const call = grow(calls, placeIn(part, maxCalls), () => ({ id: '', name: '', arguments: '', isCustom: false }))
  call.id ||= text(part.id) ?? ''
  const [made, custom] = [object(part.function), object(part.custom)]
  call.isCustom ||= custom !== undefined
  call.name += text(made?.name) ?? text(custom?.name) ?? ''
  call.arguments += (text(made?.arguments) ?? '') + (text(custom?.input) ?? '')
}

function asToolCall({ id, name, arguments: given, isCustom }: Call): JsonObject {
  if (isCustom) return { id, type: 'custom', custom: { name, input: given } }
  return { id, type: 'function', function: { name, arguments: given } }
}

function grow<T>(list: T[], index: number, make: () => T): T {
  while (list.length <= index) list.push(make())
  const item = list[index]
  if (item === undefined) throw new RangeError('no such place')
  return item
}
