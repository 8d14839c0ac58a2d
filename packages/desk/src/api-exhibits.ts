// SPDX-License-Identifier: EUPL-1.2
// What of a call can be handed to somebody outside, as the people's API gives it.

export interface TrailEntry {
  readonly index: number
  readonly at: number
  readonly kind: string
  /** What is still sealed of it. */
  readonly fields: readonly string[]
}

/** Everything in the log that tells of a call, and whom the pseudonyms in it stand for. */
export interface Trail {
  readonly entries: readonly TrailEntry[]
  readonly names: readonly { readonly pseudonym: string; readonly subject: string; readonly isProvable: boolean }[]
  readonly verifierKey: string
}

export interface ExhibitWish {
  readonly entries: readonly { readonly index: number; readonly fields: readonly string[] }[]
  /** Pseudonyms. */
  readonly names: readonly string[]
  readonly for: string
}
