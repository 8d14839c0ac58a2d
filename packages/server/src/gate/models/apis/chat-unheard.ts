// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { object, objects, unread, whole } from '../json.ts'

/** Members in which every chunk describes the whole answer. */
export const heading = ['id', 'created', 'model', 'system_fingerprint', 'service_tier'] as const

type Kinds = Readonly<Record<string, (said: JsonValue) => boolean>>

const isString = (said: JsonValue): boolean => typeof said === 'string'
const isPlace = (said: JsonValue): boolean => whole(said) !== undefined
const isHeld = (said: JsonValue): boolean => object(said) !== undefined
const areHeld = (said: JsonValue): boolean => Array.isArray(said) && said.length === objects(said).length
const isAny = (): boolean => true

/**
 * What is read of a chunk, of a choice in it, and of a call, with its required type: an agent may still read a value of
 * another type. `obfuscation` is meaningless padding.
 */
const read: Readonly<Record<'chunk' | 'choice' | 'delta' | 'call' | 'made', Kinds>> = {
  chunk: {
    ...Object.fromEntries([...heading, 'obfuscation'].map((name) => [name, isAny])),
    object: (said) => said === 'chat.completion.chunk' || said === 'chat.completion',
    choices: areHeld,
    usage: isHeld,
  },
  choice: { index: isPlace, finish_reason: isString, delta: isHeld },
  // Its other members are in the answer, whatever their type.
  delta: { role: (said) => said === 'assistant', tool_calls: areHeld },
  call: {
    index: isPlace,
    id: isString,
    type: (said) => said === 'function' || said === 'custom',
    function: isHeld,
    custom: isHeld,
  },
  made: { name: isString, arguments: isString, input: isString },
}

/** The parts of a chunk that go on and have no place in the answer; undefined if there are none. */
export function unheardIn(chunk: JsonObject, choices: readonly JsonObject[]): JsonObject | undefined {
  const ofChunk = unlike(chunk, read.chunk)
  const ofChoices = choices.flatMap(unheardInChoice)
  // `choices` that are no list already stand there as they came.
  return ofChoices.length === 0 || ofChunk?.choices !== undefined ? ofChunk : { ...ofChunk, choices: ofChoices }
}

function unheardInChoice(choice: JsonObject): readonly JsonObject[] {
  const delta = object(choice.delta) ?? {}
  const ofDelta = unread(delta, (name, said) => !Object.hasOwn(read.delta, name) || read.delta[name]?.(said) === true)
  return [
    unlike(choice, read.choice),
    ofDelta && { delta: ofDelta },
    ...objects(delta.tool_calls).flatMap(unheardInCall),
  ].filter((rest) => rest !== undefined)
}

function unheardInCall(call: JsonObject): readonly JsonObject[] {
  return [
    unlike(call, read.call),
    unlike(object(call.function) ?? {}, read.made),
    unlike(object(call.custom) ?? {}, read.made),
  ].filter((rest) => rest !== undefined)
}

function unlike(value: JsonObject, kinds: Kinds): JsonObject | undefined {
  return unread(value, (name, said) => Object.hasOwn(kinds, name) && kinds[name]?.(said) === true)
}
