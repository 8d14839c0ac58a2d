// SPDX-License-Identifier: EUPL-1.2
// The types of parsed JSON, and tests for them.

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `Array.isArray` does not tell a read-only list from an object. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** A member's name as Go's JSON compares it: there the long s is an s, and the Kelvin sign a k. */
export function foldedName(name: string): string {
  return name.toUpperCase().toLowerCase()
}

/** The items of a list; none if it is no list. */
export function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : []
}
