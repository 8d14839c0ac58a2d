// SPDX-License-Identifier: EUPL-1.2
import type { Entry } from '../journal/index.ts'
import { refuse } from './error.ts'

/** A text field of an entry. Any other error in a fold would shut the store, so a bad field is a refusal. */
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
