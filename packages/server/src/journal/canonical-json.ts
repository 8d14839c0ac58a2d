// SPDX-License-Identifier: EUPL-1.2
import { isList, type JsonObject, type JsonValue } from './json.ts'

/** A text that `canonicalJson` made, so that who needs it again doesn't write it again. */
export class CanonicalText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/**
 * RFC 8785 (JCS): one text per value, so that a digest of the text is a digest of the value. Absent members are left
 * out. Throws a RangeError on what JSON can't carry exactly: a number that isn't finite, a lone surrogate.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (typeof value !== 'object' || value === null) return String(value)
  return isList(value) ? canonicalArray(value) : canonicalObject(value)
}

function canonicalArray(items: readonly JsonValue[]): string {
  let text = ''
  for (const item of items) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
  return `[${text}]`
}

function canonicalObject(value: JsonObject): string {
  let text = ''
  for (const name of sortedNames(value)) {
    const member = value[name]
    if (member === undefined) continue
    if (text !== '') text += ','
    text += canonicalName(name) + canonicalJson(member)
  }
  return `{${text}}`
}

/** Up to this many names are sorted one by one: an engine's own sort first allocates room. */
const fewNames = 16

/** RFC 8785 §3.2.3: members sort by UTF-16 code units, which is how JavaScript compares strings. */
export function sortedNames(value: JsonObject): readonly string[] {
  const names = Object.keys(value)
  return names.length > fewNames ? names.sort() : inserted(names)
}

function inserted(names: string[]): readonly string[] {
  for (let at = 1; at < names.length; at++) {
    const name = names[at] ?? ''
    let to = at
    for (; to > 0 && (names[to - 1] ?? '') > name; to--) names[to] = names[to - 1] ?? ''
    names[to] = name
  }
  return names
}

/** Most members have one of a few names. */
const written = new Map<string, string>()
const [maxWritten, longestWritten] = [1000, 40]

/** A member's name with the colon behind it. */
export function canonicalName(name: string): string {
  const known = written.get(name)
  if (known !== undefined) return known
  const text = `${canonicalString(name)}:`
  if (name.length > longestWritten) return text
  // Strangers may fill it with their own names.
  if (written.size >= maxWritten) written.clear()
  written.set(name, text)
  return text
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('JSON has no such number')
  return String(value)
}

const control = /[\u0000-\u001f]/

/**
 * Most texts hold nothing that JSON escapes, and are copied unchanged. In a long one, searching for one character is
 * much faster than searching for a class of them.
 */
function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('a lone surrogate is no Unicode text')
  const isPlain = !text.includes('"') && !text.includes('\\') && !control.test(text)
  return isPlain ? `"${text}"` : JSON.stringify(text)
}
