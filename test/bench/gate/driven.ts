// SPDX-License-Identifier: EUPL-1.2

/** What the callers are to do, and for how long. */
export interface Order {
  readonly port: number
  readonly headers: Readonly<Record<string, string>>
  readonly model: string
  readonly isStream: boolean
  readonly connections: number
  readonly ms: number
}

/** What they got. */
export interface Driven {
  readonly count: number
  readonly perSecond: number
  /** From the request to the last byte of its answer. */
  readonly p50Ms: number
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
