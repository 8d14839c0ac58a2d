// SPDX-License-Identifier: EUPL-1.2
// Files of incidents as the people's API gives them.
import type { Named, Text } from './api-common.ts'
import type { SystemClass } from './api-systems.ts'

export const incidentKinds = [
  'unknown',
  'death',
  'serious-harm-to-health',
  'critical-infrastructure',
  'widespread-infringement',
  'fundamental-rights',
  'property-or-environment',
] as const
export type IncidentKind = (typeof incidentKinds)[number]

export const recipients = [
  'provider',
  'importer',
  'distributor',
  'market-surveillance-authority',
  'ai-office',
  'affected-people',
  'other',
] as const
export type Recipient = (typeof recipients)[number]

export const closings = ['handled', 'not-serious', 'another-file'] as const
export type Closing = (typeof closings)[number]

export interface Clock {
  readonly kind: IncidentKind
  readonly article: string
  readonly days: number
  /** When a report is due at the latest. */
  readonly dueAt: number
}

export interface IncidentSummary {
  readonly id: string
  readonly system: Named
  readonly state: 'open' | 'closed'
  /** The first ends first, and rules. */
  readonly clocks: readonly Clock[]
  readonly isPastClock: boolean
  readonly authorityToldAt?: number
  readonly openedAt: number
}

export interface IncidentDuty {
  readonly id: string
  readonly role: 'provider' | 'deployer'
  readonly article: string
  readonly what: Text
  readonly binding: 'binds' | 'may-bind' | 'binds-later' | 'not-on-these-facts'
  readonly dueAt?: number
  readonly standing: 'waiting' | 'overdue' | 'recorded' | 'recorded-late' | 'unreachable' | 'no-record-asked'
  /** Told in time by the word of who recorded it, and recorded after the clock had ended. */
  readonly isOnlyWord: boolean
}

export interface IncidentEvent {
  readonly entry: number
  readonly at: number
  readonly kind: 'opened' | 'noted' | 'reported' | 'closed'
  readonly by?: Named
  readonly text?: string
  readonly kinds?: readonly IncidentKind[]
  readonly report?: {
    readonly to: Recipient
    readonly at: number
    readonly outcome: 'told' | 'unreachable'
    readonly isComplete: boolean
    readonly whom?: string
  }
  readonly because?: Closing
}

export interface Incident extends IncidentSummary {
  readonly counting: Text
  readonly events: readonly IncidentEvent[]
  readonly duties: readonly IncidentDuty[]
  readonly standing?: {
    readonly label: SystemClass
    readonly strictest: SystemClass
    readonly owner: Named
    readonly accountable: Named
  }
  readonly notice: Text
}

export interface IncidentOpening {
  readonly system: string
  readonly kinds: readonly IncidentKind[]
  readonly awareAt?: number
  readonly what: string
}

export interface IncidentNote {
  readonly note: string
  readonly kinds?: readonly IncidentKind[]
}

export interface IncidentReport {
  readonly to: Recipient
  readonly whom: string
  readonly what: string
  readonly at?: number
  readonly outcome: 'told' | 'unreachable'
  readonly isComplete: boolean
}

export interface IncidentClosing {
  readonly because: Closing
  readonly reason: string
}
