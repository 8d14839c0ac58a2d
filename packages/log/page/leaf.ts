// SPDX-License-Identifier: EUPL-1.2

/** What JSON holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** An entry of Sluis, in its parts; any other entry is only text. */
export interface Leaf {
  readonly at: number
  readonly kind: string
  readonly data: Json
  readonly series: string | undefined
  readonly number: number | undefined
  /** Digests of private fields, and of decoys that hide how many there are. */
  readonly committed: number
}

const maxDepth = 24

function isJson(value: unknown, depth = 0): value is Json {
  if (depth > maxDepth) return false
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every((inner) => isJson(inner, depth + 1))
}

/**
 * The value of a JSON text, if it says exactly what the text says. Of a name that is written twice, or a number too
 * long to be exact, only one reading would be shown, and another might be what was signed.
 */
export function readJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJson(value) && JSON.stringify(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

export const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function readLeaf(text: string): Leaf | undefined {
  const value = readJson(text)
  if (!isObject(value)) return undefined
  const { v, at, kind, data, series, number, salt, _sd = [], ...more } = value
  // What would not be shown must not be left out in silence.
  if (typeof salt !== 'string' || Object.keys(more).length > 0) return undefined
  if (v !== 1 || typeof at !== 'number' || typeof kind !== 'string' || !isObject(data)) return undefined
  if (!Array.isArray(_sd)) return undefined
  return {
    at,
    kind,
    data,
    series: typeof series === 'string' ? series : undefined,
    number: typeof number === 'number' ? number : undefined,
    committed: _sd.length,
  }
}
