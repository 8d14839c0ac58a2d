// SPDX-License-Identifier: EUPL-1.2
import { BoundaryError } from './errors.ts'
import { inspect } from './inspect.ts'
import type { FindingKind, JsonFinding } from './kinds.ts'
import { type Removed, redact } from './redact.ts'

export const MAX_JSON_DEPTH = 64

/** Every finding in a JSON value, with the RFC 6901 pointer of the member that carries it. */
export function inspectJson(value: unknown): JsonFinding[] {
  const findings: JsonFinding[] = []
  walk(value, '', '', 0, findings)
  return findings
}

function walk(value: unknown, pointer: string, key: string, depth: number, into: JsonFinding[]): void {
  if (depth > MAX_JSON_DEPTH)
    throw new BoundaryError('too-deep', `a JSON value is nested deeper than ${MAX_JSON_DEPTH}`)
  if (typeof value === 'string' || typeof value === 'number') {
    const prefix = key === '' ? '' : `${key}: `
    for (const finding of inspect(prefix + String(value))) {
      if (finding.start < prefix.length) continue
      into.push({
        ...finding,
        start: finding.start - prefix.length,
        end: finding.end - prefix.length,
        pointer,
        within: 'value',
      })
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walk(item, `${pointer}/${index}`, key, depth + 1, into)
    })
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      for (const finding of inspect(name)) into.push({ ...finding, pointer: at, within: 'key' })
      walk(item, at, name, depth + 1, into)
    }
  }
}

export type RedactedJson = { readonly value: unknown; readonly removed: readonly Removed[] }

/** Replaces every finding of these kinds in the strings, numbers and keys of a JSON value by its marker. */
export function redactJson(value: unknown, kinds: readonly FindingKind[]): RedactedJson {
  const counts = new Map<FindingKind, number>()
  const changed = change(value, '', 0, (text, key) => {
    const prefix = key === '' ? '' : `${key}: `
    const { text: redacted, removed } = redact(prefix + text, kinds)
    for (const { kind, count } of removed) counts.set(kind, (counts.get(kind) ?? 0) + count)
    return redacted.slice(prefix.length)
  })
  return { value: changed, removed: [...counts].map(([kind, count]) => ({ kind, count })) }
}

function change(value: unknown, key: string, depth: number, of: (text: string, key: string) => string): unknown {
  if (depth > MAX_JSON_DEPTH)
    throw new BoundaryError('too-deep', `a JSON value is nested deeper than ${MAX_JSON_DEPTH}`)
  if (typeof value === 'string') return of(value, key)
  if (typeof value === 'number') {
    const text = String(value)
    const changed = of(text, key)
    return changed === text ? value : changed
  }
  if (Array.isArray(value)) return value.map((item) => change(item, key, depth + 1, of))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [of(name, ''), change(item, name, depth + 1, of)]),
    )
  }
  return value
}
