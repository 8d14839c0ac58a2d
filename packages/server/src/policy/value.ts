// SPDX-License-Identifier: EUPL-1.2

/** A Cedar value while a rule is evaluated. Sets are arrays in which order and repetition mean nothing. */
export type Value = string | number | boolean | Entity | readonly Value[] | { readonly [name: string]: Value }
export type RecordValue = { readonly [name: string]: Value }

/** What Cedar calls an error during evaluation: the rule can't be judged, and the call is denied. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError'
}

export class Entity {
  readonly type: string
  readonly id: string
  /** Type names hold no space, so the first space separates type from id, whatever the id holds. */
  readonly key: string
  /** Keys of every group that it is in, not of itself. */
  readonly ancestors: ReadonlySet<string>
  /** Undefined for an entity that a rule names but the request doesn't carry: nothing is known about it. */
  readonly attributes: RecordValue | undefined
  constructor(type: string, id: string, ancestors: ReadonlySet<string> = new Set(), attributes?: RecordValue) {
    this.type = type
    this.id = id
    this.key = `${type} ${id}`
    this.ancestors = ancestors
    this.attributes = attributes
  }
}

export function isSet(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

export function isRecord(value: Value): value is RecordValue {
  return typeof value === 'object' && !(value instanceof Entity) && !isSet(value)
}

/** Cedar's `==`: never an error; values of different types differ. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  if (a instanceof Entity) return b instanceof Entity && a.key === b.key
  if (isSet(a)) return isSet(b) && containsAll(a, b) && containsAll(b, a)
  if (!isRecord(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => {
    const [left, right] = [own(a, name), own(b, name)]
    return left !== undefined && right !== undefined && equal(left, right)
  })
}

export function contains(set: readonly Value[], member: Value): boolean {
  if (typeof member !== 'object') return set.includes(member)
  return set.some((candidate) => equal(candidate, member))
}

/**
 * Above this many comparisons a lookup table is cheaper. Sets such as recipients come from strangers and may be large.
 */
const maxComparisons = 256

export function containsAll(set: readonly Value[], members: readonly Value[]): boolean {
  const has = memberTest(set, members)
  return members.every(has)
}

export function containsAny(set: readonly Value[], members: readonly Value[]): boolean {
  const has = memberTest(set, members)
  return members.some(has)
}

function memberTest(set: readonly Value[], members: readonly Value[]): (member: Value) => boolean {
  if (set.length * members.length <= maxComparisons) return (member) => contains(set, member)
  const table = new Set(set)
  return (member) => (typeof member === 'object' ? contains(set, member) : table.has(member))
}

/** The record's own attribute, never one inherited from JavaScript's `Object.prototype`. */
export function own(record: RecordValue, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
