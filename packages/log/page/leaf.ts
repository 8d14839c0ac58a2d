// SPDX-License-Identifier: EUPL-1.2
import { readOneWay } from '../src/one-reading.ts'

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

export function isJson(value: unknown, depth = 0): value is Json {
  if (depth > maxDepth) return false
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every((inner) => isJson(inner, depth + 1))
}

function readJson(text: string): Json | undefined {
  const value = readOneWay(text)
  return value !== undefined && isJson(value) ? value : undefined
}

export const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Nothing for an entry that can be read in two ways: only its text says what was signed. */
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
