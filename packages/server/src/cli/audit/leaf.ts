// SPDX-License-Identifier: EUPL-1.2

/** What an outsider can read of an entry of Sluis without any key. */
export interface Leaf {
  /** Epoch milliseconds. */
  readonly at: number
  readonly kind: string
  readonly series?: string
  readonly number?: number
  readonly data: Readonly<Record<string, unknown>>
}

/** Reads the public part of an entry; undefined when it has not the shape of one. It trusts nothing that it reads. */
export function readLeaf(bytes: Uint8Array): Leaf | undefined {
  const value = parse(bytes)
  if (!isRecord(value)) return undefined
  const { v, at, kind, data, series, number } = value
  if (v !== 1 || !isCount(at) || typeof kind !== 'string' || !isRecord(data)) return undefined
  if (series === undefined && number === undefined) return { at, kind, data }
  // A name without a number, or the other way round, counts nothing.
  return typeof series === 'string' && isCount(number) ? { at, kind, data, series, number } : undefined
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
