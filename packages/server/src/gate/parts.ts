// SPDX-License-Identifier: EUPL-1.2
import type { Identity } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import type { PolicySet } from '../policy/index.ts'
import type { Stops } from '../stop/index.ts'
import type { Runs } from './runs.ts'

/** An organisation and the policies that were loaded with it: replaced together, so no call meets half of each. */
export interface Loaded {
  readonly organisation: Organisation
  readonly policies: PolicySet
}

/** What the gate asks the oversight room: the newest case of this very call in this run, edits followed. */
export interface Approvals {
  findForCall(run: string, digest: string): FoundCase | undefined
}

export interface FoundCase {
  readonly id: string
  readonly state: string
  readonly digest: string
  /** The entry that holds the call as it may be executed. */
  readonly entry: number
  /** The bodies that approved; empty unless the state is approved. */
  readonly approvals: readonly string[]
}

export interface GateParts {
  readonly journal: Journal
  readonly identity: Identity
  readonly stops: Stops
  readonly runs: Runs
  readonly approvals: Approvals
  readonly loaded: () => Loaded
  /** Where people decide: the link that a held call is told. */
  readonly caseLink: (id: string) => string
  readonly now: () => number
}
