// SPDX-License-Identifier: EUPL-1.2
// Tools, models and who supplies them, as the people's API gives them.
import type { Named } from './api-common.ts'

export interface ToolDescription {
  readonly at: number
  /** SHA-256 of the description. */
  readonly pin: string
  /** What agents are shown: the words of a stranger. */
  readonly shown: unknown
  /** Why it can't be admitted. */
  readonly unfit?: string
}

export interface Tool {
  readonly name: string
  readonly kind: 'tool' | 'prompt' | 'resource'
  readonly server: string
  readonly standing: 'unseen' | 'waiting' | 'admitted' | 'refused' | 'unfit'
  /** What a decision about the description has to name. */
  readonly digest?: string
  readonly seen?: ToolDescription
  readonly admitted?: ToolDescription & { readonly by?: string }
}

export interface Tools {
  readonly tools: readonly Tool[]
  readonly troubles: readonly { readonly server: string; readonly problem: string }[]
}

export interface KnownFact {
  readonly is: string | number | boolean | readonly string[]
  readonly source: string
  /** `YYYY-MM-DD`. */
  readonly asOf: string
}

export interface Served {
  readonly model: string
  readonly fingerprint: string
}

export const providerFacts = ['jurisdiction', 'processedIn', 'subProcessors', 'retentionDays', 'trainsOnData'] as const

export interface ModelRoute {
  readonly route: string
  readonly model: string
  readonly provider: Named
  readonly admitted?: { readonly by: string; readonly on: string }
  /** Absent when nobody knows. */
  readonly facts: Readonly<Partial<Record<(typeof providerFacts)[number], KnownFact>>>
  readonly ownedWithin: readonly string[]
  readonly processedWithin: readonly string[]
  readonly served?: Served & { readonly since: number }
}

export interface Models {
  readonly routes: readonly ModelRoute[]
  /** The newest 100. */
  readonly changes: readonly {
    readonly at: number
    readonly entry: number
    readonly route: string
    readonly before: Served
    readonly after: Served
  }[]
}

/** Of this day or month, and of everything, one system or one agent. */
export interface Budget {
  readonly scope: 'organisation' | 'system' | 'agent'
  readonly of?: Named
  /** `tokens`, or a currency, in millionths. */
  readonly unit: string
  readonly period: string
  readonly limit: number
  readonly used: number
  /** What calls under way, or with an unknown outcome, may have taken. */
  readonly reserved: number
}

/** What a load of the organisation's files brought beside what they say. */
export interface Loaded {
  /** Whose content is kept for fewer days than before. */
  readonly shorter: readonly { readonly system: string; readonly before: number; readonly days: number }[]
  /** Who left the files, and so lost their keys. */
  readonly left: readonly string[]
  /** Where processes share a log: how many pass no call until they have these files too. */
  readonly others?: { readonly behind: number }
  /** What the files leave out, by which calls are refused. */
  readonly doubts: readonly { readonly file: string; readonly line: number; readonly message: string }[]
}
