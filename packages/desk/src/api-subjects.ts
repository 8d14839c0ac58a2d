// SPDX-License-Identifier: EUPL-1.2
// What is held about somebody, as the people's API gives it.
import type { Named } from './api-common.ts'

export const bases = ['erasure', 'consent-withdrawn', 'objection', 'court-order', 'own-decision'] as const
export type Basis = (typeof bases)[number]

export type Stay =
  | 'case-open'
  | 'call-under-way'
  | 'call-unsettled'
  | 'task-under-way'
  | 'incident-open'
  | 'logs-kept'
  | 'in-service'
export type Caution = 'logs-kept' | 'others-too' | 'agent-goes-on'

export interface HeldEntry {
  readonly index: number
  readonly at: number
  readonly kind: string
  readonly system?: string
  readonly run?: string
  readonly fields?: readonly {
    readonly name: string
    readonly value?: unknown
    readonly parts?: readonly unknown[]
    readonly tooLong?: number
  }[]
}

/** Of an exhibit that somebody outside was given. */
export interface HandedOver {
  readonly entry: number
  readonly at: number
  readonly by?: Named
  readonly for?: string
  readonly handed: readonly { readonly entry: number; readonly fields: readonly string[] }[]
  readonly calls: readonly string[]
}

/** One page; `next` is where the one after it begins. */
export interface HeldAbout {
  readonly subject: string
  readonly kind: 'run' | 'person' | 'label' | 'address' | 'statement' | 'incident' | 'exhibit'
  readonly erasable?: { readonly entries: number; readonly mark: string }
  readonly stays: readonly Stay[]
  readonly cautions: readonly Caution[]
  readonly entries: readonly HeldEntry[]
  readonly exhibits: readonly HandedOver[]
  readonly olderExhibits?: number
  readonly next?: number
  readonly total: number
}

export interface HeldWish {
  readonly subject: string
  readonly from?: number
  readonly isOpen?: boolean
}

export interface ErasureWish {
  readonly subject: string
  readonly basis: Basis
  readonly reason: string
  readonly mark: string
}

export interface Erasure {
  readonly entry: number
  readonly at: number
  readonly kind?: string
  readonly run?: string
  readonly basis: string
  readonly by?: Named
  readonly reason?: string
}
