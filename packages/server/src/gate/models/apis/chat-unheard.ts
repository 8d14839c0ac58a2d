// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { object, objects, unread, whole } from '../json.ts'

/** What every chunk says of the whole answer. */
export const heading = ['id', 'created', 'model', 'system_fingerprint', 'service_tier'] as const

type Kinds = Readonly<Record<string, (said: JsonValue) => boolean>>

const isString = (said: JsonValue): boolean => typeof said === 'string'
const isPlace = (said: JsonValue): boolean => whole(said) !== undefined
const isHeld = (said: JsonValue): boolean => object(said) !== undefined
const areHeld = (said: JsonValue): boolean => Array.isArray(said) && said.length === objects(said).length
const isAny = (): boolean => true

/**
 * What is read of a chunk, of a choice in it, and of a call, as it has to be: what is of another kind an agent may read
 * all the same. `obfuscation` is padding without a meaning.
 */
const read: Readonly<Record<'chunk' | 'choice' | 'delta' | 'call' | 'made', Kinds>> = {
  chunk: {
    ...Object.fromEntries([...heading, 'obfuscation'].map((name) => [name, isAny])),
    object: (said) => said === 'chat.completion.chunk' || said === 'chat.completion',
    choices: areHeld,
    usage: isHeld,
  },
  choice: { index: isPlace, finish_reason: isString, delta: isHeld },
  // Its other members are in the answer, of whatever kind they are.
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

/** What of a chunk goes on and is in no answer that is put together; undefined where that is nothing. */
export function unheardIn(chunk: JsonObject, choices: readonly JsonObject[]): JsonObject | undefined {
  const ofChunk = unlike(chunk, read.chunk)
  const ofChoices = choices.flatMap(unheardInChoice)
  // What `choices` are that are no list stands there as it came.
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
