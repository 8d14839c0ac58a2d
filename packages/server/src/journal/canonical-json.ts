// SPDX-License-Identifier: EUPL-1.2

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

/**
 * RFC 8785 (JCS): one text per value, so that a digest of the text is a digest of the value. Absent members are left
 * out. Throws a RangeError on what JSON can't carry exactly: a number that isn't finite, a lone surrogate.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('JSON has no such number')
    return JSON.stringify(value)
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  return `{${Object.keys(value)
    .sort(byCodeUnit)
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${canonicalString(key)}:${canonicalJson(member)}`]
    })
    .join(',')}}`
}

/** `Array.isArray` doesn't narrow a readonly array. */
function isArray(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** RFC 8785 §3.2.3: members sort by UTF-16 code units, which is how JavaScript compares strings. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('a lone surrogate is no Unicode text')
  return JSON.stringify(text)
}
