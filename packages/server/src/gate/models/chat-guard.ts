// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { StreamMessage } from './api.ts'
import type { TextGuard } from './guard.ts'
import { object, objects, text, whole } from './json.ts'

/** The texts that a message or a piece of one may hold, by the kind of their channel. */
export const chatTexts = { content: 'text', reasoning_content: 'reasoning', reasoning: 'reasoning', refusal: 'refusal' }
export const textMembers = ['content', 'reasoning_content', 'reasoning', 'refusal'] as const satisfies TextMember[]
type TextMember = keyof typeof chatTexts

/** A text of a choice by the member that holds it, or the arguments of a call by its index. */
type Place = TextMember | number

/** Chunks through a guard; what it holds back of a choice comes in a chunk of its own before the one that finishes it. */
export class ChatGuard {
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
    const ending = choices.filter(isEnding).map(({ index }) => whole(index) ?? 0)
    return ending.length === 0 ? [changed] : [...this.#endingOf(changed, ending)]
  }

  *#endingOf(last: JsonObject, ending: readonly number[]): Generator<JsonObject> {
    // Its own texts go before what is flushed, and its end after.
    const choices = objects(last.choices)
    const frame = { ...last, usage: null }
    if (choices.some(isSaying))
      yield { ...frame, choices: choices.map((choice) => ({ ...choice, finish_reason: null })) }
    yield* this.#rest(frame, ending)
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

function isSaying({ delta }: JsonObject): boolean {
  return Object.keys(object(delta) ?? {}).length > 0
}

function deltaOf(place: Place, said: string): JsonObject {
  return typeof place === 'number'
    ? { tool_calls: [{ index: place, function: { arguments: said } }] }
    : { [place]: said }
}
