// SPDX-License-Identifier: EUPL-1.2
// Reading JSON that a stranger wrote: a member that isn't there, or is of another kind, is undefined or empty.
import type { JsonObject, JsonValue } from '../../journal/index.ts'

export function object(value: unknown): JsonObject | undefined {
  // Safe: everything here was parsed from JSON, so an object that is no list is a JSON object.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined
}

/** The objects of a list. */
export function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is JsonObject {
  return object(value) !== undefined
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A count or an index. */
export function whole(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined
}

export function parsed(json: string): JsonValue | undefined {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** The members with these names and no others: any other may hold a text that nobody inspected (P10). */
export function only(value: JsonObject, names: readonly string[]): JsonObject {
  const known: Record<string, JsonValue> = {}
  for (const name of names) {
    const member = value[name]
    if (member !== undefined) known[name] = member
  }
  return known
}

/** The members without these names; undefined if there are none. */
export function beside(value: JsonObject, names: ReadonlySet<string>): JsonObject | undefined {
  return unread(value, (name) => names.has(name))
}

/** The members that nobody reads as they are; undefined if there are none. */
export function unread(value: JsonObject, isRead: (name: string, said: JsonValue) => boolean): JsonObject | undefined {
  let rest: [string, JsonValue][] | undefined
  for (const name of Object.keys(value)) {
    const said = value[name]
    if (said === undefined || saysNothing(said) || isRead(name, said)) continue
    rest ??= []
    rest.push([name, said])
  }
  return rest && Object.fromEntries(rest)
}

function saysNothing(said: JsonValue): boolean {
  return said === null || said === '' || (Array.isArray(said) && said.length === 0)
}

/** Without the members that are undefined, so that what is compared and what is sent are the same. */
export function compact(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined))
}
