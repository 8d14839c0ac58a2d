// SPDX-License-Identifier: EUPL-1.2
import { canonicalText, isRecord } from './canonical-text.ts'

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
  // A series without a number, or a number without a series, counts for nothing.
  return typeof series === 'string' && isCount(number) ? { at, kind, data, series, number } : undefined
}

/**
 * The value, if these bytes can be read in one way only. Not all JSON can: when a member occurs twice, some readers take
 * the first and others the last, so an operator could show each of them another call under one proof.
 */
function parse(bytes: Uint8Array): unknown {
  if (bytes.length > maxLeafBytes) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    // The engine's own writer is six times as fast, and differs only in the order of names that are whole numbers.
    return JSON.stringify(value) === text || canonicalText(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
