// SPDX-License-Identifier: EUPL-1.2
import type { Named } from './api-common.ts'

export interface Key {
  readonly id: string
  readonly kind: 'agent' | 'person'
  readonly holder: Named
  readonly issuedAt: number
  readonly expiresAt?: number
  readonly madeBy: Named | 'machine' | 'unknown'
  readonly mayRevoke: boolean
  /** Whether this page is signed in with it. */
  readonly inUse: boolean
}

export interface Keys {
  readonly keys: readonly Key[]
  /** Who stands in the organisation's files and has no key. */
  readonly without: { readonly people: readonly Named[]; readonly agents: readonly Named[] }
}

export interface KeyIssued {
  /** Shown this once. */
  readonly key: string
}
