// SPDX-License-Identifier: EUPL-1.2
import type { Entry } from '../journal/index.ts'
import { refuse } from './error.ts'

/** A text of an entry. A fold that met any other error would shut the store, so what is amiss is a refusal. */
export function worded({ kind, data }: Entry, field: string): string {
  const value = data[field]
  if (typeof value !== 'string' || value === '') throw refuse('case-malformed', `${kind} has no ${field}`)
  return value
}

export function whole({ kind, data }: Entry, field: string): number {
  const value = data[field]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw refuse('case-malformed', `${kind}: ${field} is no whole number`)
  }
  return value
}

export function listed({ kind, data }: Entry, field: string): readonly string[] {
  const value = data[field]
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw refuse('case-malformed', `${kind}: ${field} is no list of texts`)
  }
  return value
}
