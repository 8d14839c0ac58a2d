// SPDX-License-Identifier: EUPL-1.2
// What lies before whoever says go or no-go, what AI changes in each department, and what can be taken along as a file.
import type { Named, Text } from './api-common.ts'
import type { SystemClass } from './api-systems.ts'

export interface Missing {
  readonly what: string
  readonly text: Text
}

export interface DecisionFile {
  readonly evidence: readonly {
    readonly obligation: string
    /** The article, as it is cited in each language. */
    readonly cited: Text
    readonly duty: Text
    readonly wanted?: Text
    readonly status: 'applies' | 'may_apply'
    readonly from: string
    readonly isAheadOfLaw: boolean
    readonly standing: 'recorded' | 'nothing-recorded'
    readonly found: readonly Text[]
  }[]
  readonly judgements: readonly {
    readonly by?: Named
    readonly role: 'owner' | 'second'
    readonly label: SystemClass
    readonly strictest: SystemClass
    /** False: they are in dissent. */
    readonly agrees: boolean
    readonly reason?: string
  }[]
  readonly acceptance?: { readonly by?: Named; readonly at: number }
  readonly trials: readonly {
    readonly entry: number
    readonly at: number
    readonly what: 'stop' | 'provider-loss' | 'replay'
    readonly worstMs?: number
  }[]
  readonly calls: { readonly seen: number; readonly passed: number }
  readonly openIncidents: readonly string[]
  readonly missing: readonly Missing[]
}

export interface Decided {
  readonly entry: number
  readonly decision: 'go' | 'no-go'
  readonly at: number
  readonly by?: Named
  readonly reason?: string
}

export interface Impact {
  readonly departments: readonly {
    /** Null where no file names one. */
    readonly department: string | null
    readonly systems: readonly {
      readonly id: string
      readonly name: string
      /** `unregistered` for what was only seen at the gate. */
      readonly label: SystemClass | 'unregistered'
      readonly strictest: SystemClass
      readonly stage: string
      readonly calls: number
      readonly work?: {
        readonly problem: string
        readonly users: string
        readonly affected: string
        readonly objection: string
      }
      readonly missing: readonly Missing[]
    }[]
    readonly suppliers: readonly { readonly id: string; readonly name: string; readonly basis: 'seen' | 'declared' }[]
  }[]
}

/** What can be exported of a system: kinds with their formats, the usual one first. */
export type Exports = Readonly<Record<string, readonly string[]>>
