// SPDX-License-Identifier: EUPL-1.2
import { readOneWay } from '@sluis/log'

/** The longest entry that Sluis writes (docs/reference/entries.md). */
const maxLeafBytes = 4096

/** What an outsider can read of an entry without any key. */
export interface Leaf {
  /** Epoch milliseconds. */
  readonly at: number
  readonly kind: string
  readonly series?: string
  readonly number?: number
  readonly data: Readonly<Record<string, unknown>>
}

/** Reads the public part of an entry, trusting nothing in it; undefined when it doesn't have that form. */
export function readLeaf(bytes: Uint8Array): Leaf | undefined {
  const value = parse(bytes)
  if (!isRecord(value)) return undefined
  const { v, at, kind, data, series, number } = value
  if (v !== 1 || !isCount(at) || typeof kind !== 'string' || !isRecord(data)) return undefined
  if (series === undefined && number === undefined) return { at, kind, data }
  // Sluis writes no series without a number, and no number without a series.
  return typeof series === 'string' && isCount(number) ? { at, kind, data, series, number } : undefined
}

/** The value, if these bytes can be read in one way only. */
function parse(bytes: Uint8Array): unknown {
  if (bytes.length > maxLeafBytes) return undefined
  try {
    return readOneWay(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
