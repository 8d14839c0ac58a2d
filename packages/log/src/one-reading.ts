// SPDX-License-Identifier: EUPL-1.2

/**
 * The value of a JSON text that can be read in one way only; undefined for any other. Not all JSON can: when a member
 * occurs twice, some readers take the first and others the last, so that one proof would show each of them another
 * thing. The same goes for a number that some readers round.
 */
export function readOneWay(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    // The engine's own writer is six times as fast, and differs only in the order of names that are whole numbers.
    return JSON.stringify(value) === text || canonicalText(value) === text ? value : undefined
  } catch {
    // No JSON, or deeper than the engine's writer goes.
    return undefined
  }
}

/** RFC 8785: the one canonical text of a value that was parsed from JSON. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`)
  return `{${members.join(',')}}`
}
