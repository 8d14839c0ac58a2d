// SPDX-License-Identifier: EUPL-1.2
import { BoundaryError } from './errors.ts'
import type { InPieces } from './in-turns.ts'

export const MAX_JSON_DEPTH = 64
export const MAX_JSON_VALUES = 500_000
export const MAX_JSON_TEXT = 16 * 1024 * 1024

type JsonMember = readonly [key: string, value: unknown]

/** A string or a number in a JSON value, or the key of a member. */
export type Leaf = {
  readonly within: 'key' | 'value'
  readonly text: string
  readonly isNumber: boolean
  /** The key under which the value stands, also through arrays; empty for keys themselves. */
  readonly key: string
  /** The members of the object that it stands in; none for items of an array. */
  readonly members: readonly JsonMember[]
}

/** What to put in the place of a leaf; `undefined` leaves it as it is. */
export type Change = (leaf: Leaf) => InPieces<string | number | undefined>

type Walk = { readonly change: Change; values: number; text: number }

/**
 * A JSON value with its leaves changed, in document order; what has no changed leaf is the same object as before. Throws
 * `too-deep`, `too-large` or `not-json`: a value that can't be read whole must not pass.
 */
export function walkJson(value: unknown, change: Change): InPieces<unknown> {
  return walkValue({ change, values: 0, text: 0 }, value, { pointer: '', key: '', members: [] }, 0)
}

/** Where a value stands; the pointer (RFC 6901) is for whoever is told that it is no JSON. */
type Place = Pick<Leaf, 'key' | 'members'> & { readonly pointer: string }

function* walkValue(walk: Walk, value: unknown, place: Place, depth: number): InPieces<unknown> {
  if (depth > MAX_JSON_DEPTH) throw new BoundaryError('too-deep', `nested deeper than ${MAX_JSON_DEPTH}`)
  if (++walk.values > MAX_JSON_VALUES) throw new BoundaryError('too-large', `more than ${MAX_JSON_VALUES} values`)
  switch (typeof value) {
    case 'string':
      return (yield* changed(walk, leafAt(place, value, false))) ?? value
    case 'number':
      if (!Number.isFinite(value)) throw new BoundaryError('not-json', `${value} at ${place.pointer}`)
      return (yield* changed(walk, leafAt(place, String(value), true))) ?? value
    case 'boolean':
    case 'undefined':
      return value
    case 'object':
      if (value === null) return value
      return yield* Array.isArray(value) ? walkArray(walk, value, place, depth) : walkObject(walk, value, place, depth)
    default:
      throw new BoundaryError('not-json', `a ${typeof value} at ${place.pointer}`)
  }
}

function leafAt({ key, members }: Place, text: string, isNumber: boolean): Leaf {
  return { within: 'value', text, isNumber, key, members }
}

function changed(walk: Walk, leaf: Leaf): InPieces<string | number | undefined> {
  walk.text += leaf.text.length
  if (walk.text > MAX_JSON_TEXT) throw new BoundaryError('too-large', `more than ${MAX_JSON_TEXT} characters`)
  return walk.change(leaf)
}

function* walkArray(
  walk: Walk,
  items: readonly unknown[],
  { pointer, key }: Place,
  depth: number,
): InPieces<readonly unknown[]> {
  const copy: unknown[] = []
  for (const [index, item] of items.entries()) {
    copy.push(yield* walkValue(walk, item, { pointer: `${pointer}/${index}`, key, members: [] }, depth + 1))
  }
  return copy.some((item, index) => item !== items[index]) ? copy : items
}

function* walkObject(walk: Walk, object: object, { pointer }: Place, depth: number): InPieces<unknown> {
  if (!isPlain(object)) throw new BoundaryError('not-json', `an instance at ${pointer}`)
  const members: JsonMember[] = Object.entries(object)
  const copy: JsonMember[] = []
  for (const [key, value] of members) {
    const at = `${pointer}/${pointerPart(key)}`
    const leaf: Leaf = { within: 'key', text: key, isNumber: false, key: '', members }
    const name = (yield* changed(walk, leaf)) ?? key
    copy.push([String(name), yield* walkValue(walk, value, { pointer: at, key, members }, depth + 1)])
  }
  const isSame = copy.every(([key, value], index) => key === members[index]?.[0] && value === members[index]?.[1])
  return isSame ? object : withMembers(copy)
}

/** A Date or a class of somebody's could show one thing here and say another when it is written out. */
export function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** RFC 6901 §3. */
function pointerPart(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key
}

function withMembers(copy: readonly JsonMember[]): unknown {
  const members = new Map<string, unknown>()
  const counts = new Map<string, number>()
  for (const [key, value] of copy) members.set(unused(members, counts, key), value)
  // Not by assignment: a member called `__proto__` is a member.
  return Object.fromEntries(members)
}

/** Two keys that became the same marker stay two members; counted on, because a stranger may send a hundred thousand. */
function unused(members: ReadonlyMap<string, unknown>, counts: Map<string, number>, name: string): string {
  if (!members.has(name)) return name
  let count = counts.get(name) ?? 2
  while (members.has(`${name} ${count}`)) count++
  counts.set(name, count + 1)
  return `${name} ${count}`
}
