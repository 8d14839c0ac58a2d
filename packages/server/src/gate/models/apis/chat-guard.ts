// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { TextGuard } from '../../release/text-guard.ts'
import { object, objects, only, text, whole } from '../json.ts'
import type { StreamMessage } from './api.ts'
import { eachOf } from './each-of.ts'

/** The texts that a message, or a piece of one, may hold, with the kind of their channel. */
export const chatTexts = { content: 'text', reasoning_content: 'reasoning', reasoning: 'reasoning', refusal: 'refusal' }
export const textMembers = ['content', 'reasoning_content', 'reasoning', 'refusal'] as const satisfies TextMember[]
type TextMember = keyof typeof chatTexts

/** The members that may hold a call, and the member in each that is its text. */
export const callTexts = [
  ['function', 'arguments'],
  ['custom', 'input'],
] as const

const heading = ['id', 'object', 'created', 'model', 'system_fingerprint', 'service_tier', 'usage'] as const

/** The members of an answer beside its choices. */
export function headOf(answer: JsonObject): JsonObject {
  return only(answer, heading)
}

/** A text of a choice by its member, or that of a call by its index; below zero for a call that is no function's. */
type Place = TextMember | number

/**
 * Passes chunks through a guard. What it holds back of a choice comes in a chunk of its own before the one that
 * finishes the choice.
 */
export class ChatGuard {
  readonly #guard: TextGuard
  /** By choice: the texts that have begun, with their channels. */
  readonly #open = new Map<number, Map<Place, string>>()

  constructor(guard: TextGuard) {
    this.#guard = guard
  }

  *pass(message: StreamMessage): InPieces<readonly StreamMessage[]> {
    if (message === 'done') return [...(yield* this.#rest({}, [...this.#open.keys()])), message]
    const choices = objects(message.choices)
    const changed = { ...headOf(message), choices: yield* eachOf(choices, (choice) => this.#choice(choice)) }
    const ending = choices.filter(isEnding).map(({ index }) => whole(index) ?? 0)
    return ending.length === 0 ? [changed] : yield* this.#endingOf(changed, ending)
  }

  *#endingOf(last: JsonObject, ending: readonly number[]): InPieces<readonly JsonObject[]> {
    // Its own texts go before the flushed ones, and its end after them.
    const choices = objects(last.choices)
    const frame = { ...last, usage: null }
    const said = { ...frame, choices: choices.map((choice) => ({ ...choice, finish_reason: null })) }
    const end = { ...last, choices: choices.map((choice) => ({ ...choice, delta: {} })) }
    return [...(choices.some(isSaying) ? [said] : []), ...(yield* this.#rest(frame, ending)), end]
  }

  *#rest(frame: JsonObject, ending: readonly number[]): InPieces<readonly JsonObject[]> {
    const rest: JsonObject[] = []
    for (const index of ending) {
      for (const [place, channel] of this.#open.get(index) ?? []) {
        const said = yield* this.#guard.flush(channel)
        if (said !== '') rest.push({ ...frame, choices: [{ index, delta: deltaOf(place, said), finish_reason: null }] })
      }
      this.#open.delete(index)
    }
    return rest
  }

  /** Only known members: probabilities of tokens repeat the guarded text, and any other member may (P10). */
  *#choice(choice: JsonObject): InPieces<JsonObject> {
    const index = whole(choice.index) ?? 0
    const delta = object(choice.delta) ?? {}
    const changed: Record<string, JsonValue> = {}
    if (typeof delta.role === 'string') changed.role = delta.role
    for (const member of textMembers) {
      const said = delta[member]
      if (typeof said !== 'string') continue
      const passed = this.#pass(index, member, said)
      changed[member] = typeof passed === 'string' ? passed : yield* passed
    }
    const calls = delta.tool_calls === undefined ? [] : objects(delta.tool_calls)
    if (calls.length > 0) changed.tool_calls = yield* eachOf(calls, (call, at) => this.#call(index, call, at))
    return { index, delta: changed, finish_reason: text(choice.finish_reason) ?? null }
  }

  *#call(index: number, { id, type, ...call }: JsonObject, position: number): InPieces<JsonObject> {
    const at = whole(call.index) ?? position
    const told: Record<string, JsonValue | undefined> = { index: at, id: text(id), type: text(type) }
    for (const [member, holds] of callTexts) {
      const made = object(call[member])
      if (made === undefined) continue
      const said = text(made[holds])
      const passed = said === undefined ? undefined : this.#pass(index, member === 'custom' ? ~at : at, said)
      told[member] = { name: text(made.name), [holds]: typeof passed === 'object' ? yield* passed : passed }
    }
    return told
  }

  #pass(index: number, place: Place, said: string): string | InPieces<string> {
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
  if (typeof place !== 'number') return { [place]: said }
  const call = place < 0 ? { index: ~place, custom: { input: said } } : { index: place, function: { arguments: said } }
  return { tool_calls: [call] }
}
