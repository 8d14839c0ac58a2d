// SPDX-License-Identifier: EUPL-1.2
import { isObject, type JsonValue } from '../../journal/index.ts'
import { GateError } from '../error.ts'
import { maxHolders, maxMembers, mayHoldTooMuch } from './many-values.ts'

/** Deeper nesting than any honest request has; walking it must not exhaust the stack. */
const maxDepth = 64

/** More values than any honest request has: a body of nothing but zeros takes many times its bytes to inspect. */
const maxValues = 1_000_000
const tooMuch = `the body holds more than ${maxValues} values, ${maxHolders} lists and objects, or ${maxMembers} members`

/** Reads bodies for every protocol, so that none is read more leniently than another. Throws `malformed`. */
export function readJson(bytes: Uint8Array): unknown {
  let json: JsonValue
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (mayHoldTooMuch(text, maxValues)) throw new GateError('malformed', tooMuch)
    json = JSON.parse(text)
  } catch (cause) {
    if (cause instanceof GateError) throw cause
    throw new GateError('malformed', 'the body is no JSON in UTF-8', {}, { cause })
  }
  const flaw = flawIn(json, 0, { values: 0 })
  if (flaw !== undefined) throw new GateError('malformed', flaw)
  return json
}

/**
 * A far side's answer in a form that can be sealed and written canonically: one that could not be would leave its call
 * without an outcome (P2). Half a character, in which an answer that was cut off may end, becomes U+FFFD. A number that
 * JSON can't write again (`1e999` is read as infinity) becomes null. Throws `upstream-timeout` for one that is nested
 * too deep to be walked: it came, and nobody will know what it said.
 */
export function wholeAnswer(answer: JsonValue): JsonValue {
  if (flawIn(answer, 0, { values: 0 }) === undefined) return answer
  if (depthOf(answer, 0) > maxDepth) {
    throw new GateError('upstream-timeout', `the answer is nested deeper than ${maxDepth}`)
  }
  return mended(answer)
}

function mended(value: JsonValue | undefined): JsonValue {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value ?? null
  if (Array.isArray(value)) return value.map(mended)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), mended(item)]))
}

/** The first thing that makes a body impossible to inspect: one walk, because every call pays for it. */
function flawIn(value: JsonValue | undefined, depth: number, seen: { values: number }): string | undefined {
  if (depth > maxDepth) return `the body is nested deeper than ${maxDepth}`
  if (++seen.values > maxValues) return tooMuch
  if (typeof value === 'string') return value.isWellFormed() ? undefined : halfCharacter
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'the body holds a number past all bounds'
  if (Array.isArray(value)) return firstFlaw(value, depth + 1, seen)
  if (!isObject(value)) return undefined
  for (const key of Object.keys(value)) {
    const flaw = key.isWellFormed() ? flawIn(value[key], depth + 1, seen) : halfCharacter
    if (flaw !== undefined) return flaw
  }
  return undefined
}

function firstFlaw(items: readonly JsonValue[], depth: number, seen: { values: number }): string | undefined {
  for (const item of items) {
    const flaw = flawIn(item, depth, seen)
    if (flaw !== undefined) return flaw
  }
  return undefined
}

const halfCharacter = 'the body holds half a character (a lone surrogate)'

function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return depth
  let deepest = depth
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, depth + 1))
  return deepest
}
