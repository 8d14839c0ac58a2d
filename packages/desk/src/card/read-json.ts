// SPDX-License-Identifier: EUPL-1.2

export type JsonProblem =
  | { readonly kind: 'json'; readonly message: string }
  | { readonly kind: 'no-number'; readonly text: string }
  /** A number that would go along as another text than was written: too long, with zeros at its end, with an exponent. */
  | { readonly kind: 'other-number'; readonly text: string; readonly as: string }

type ReadJson = { readonly value: unknown } | { readonly problem: JsonProblem }

const numberOfJson = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/** Reads a number that goes along just as it stands here; whatever else is refused, for what was meant is a guess. */
export function readNumber(written: string): ReadJson {
  const text = written.trim()
  const value = Number(text)
  if (!numberOfJson.test(text) || !Number.isFinite(value)) return { problem: { kind: 'no-number', text } }
  const as = String(value)
  return as === text ? { value } : { problem: { kind: 'other-number', text, as } }
}

const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/** Reads JSON in which every number goes along just as it is written. */
export function readJson(text: string): ReadJson {
  try {
    const value: unknown = JSON.parse(text)
    for (const [token] of text.matchAll(textOrNumber)) {
      const number = token.startsWith('"') ? undefined : readNumber(token)
      if (number !== undefined && 'problem' in number) return number
    }
    return { value }
  } catch (error) {
    return { problem: { kind: 'json', message: error instanceof Error ? error.message : '' } }
  }
}
