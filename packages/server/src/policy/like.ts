// SPDX-License-Identifier: EUPL-1.2
import { UnsupportedError } from './json.ts'

/** The texts between the wildcards of a `like` pattern: `a*b` is `['a', 'b']`, `*` is `['', '']`. */
export type Pattern = readonly string[]

/** Reads `["Wildcard", {"Literal": "a"}, …]`. */
export function readPattern(json: unknown): Pattern {
  if (!Array.isArray(json)) throw new UnsupportedError('een patroon van onbekende vorm', 'a pattern of unknown form')
  const parts = ['']
  for (const element of json) {
    if (element === 'Wildcard') parts.push('')
    else if (typeof element?.Literal === 'string') parts.push(parts.pop() + element.Literal)
    else throw new UnsupportedError('een patroon van onbekende vorm', 'a pattern of unknown form')
  }
  return parts
}

/**
 * Whether the whole text matches. Taking the first place where each part fits is enough, so there is no backtracking.
 */
export function matchLike(text: string, [first = '', ...rest]: Pattern): boolean {
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let offset = first.length
  for (const part of rest) {
    const found = text.indexOf(part, offset)
    if (found < 0) return false
    offset = found + part.length
  }
  return text.length - last.length >= offset && text.endsWith(last)
}
