// SPDX-License-Identifier: EUPL-1.2
import type { Identity } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Limits } from '../limits/index.ts'
import type { Organisation } from '../organisation/index.ts'
import type { Oversight } from '../oversight/index.ts'
import type { PolicySet } from '../policy/index.ts'
import type { Register } from '../register/index.ts'
import type { Stops } from '../stop/index.ts'
import type { Telemetry } from '../telemetry/index.ts'
import type { Runs } from './runs/runs.ts'
import type { Tools } from './tools/tools.ts'

/** An organisation and the policies that were loaded with it: replaced together, so no call meets half of each. */
export interface Loaded {
  readonly organisation: Organisation
  readonly policies: PolicySet
  /** Decided beside the policies, recorded where it differs, and never enforced. */
  readonly shadow?: PolicySet
}

export interface GateParts {
  readonly journal: Journal
  readonly identity: Identity
  readonly stops: Stops
  readonly runs: Runs
  readonly limits: Limits
  readonly telemetry: Pick<Telemetry, 'begin'>
  readonly oversight: Pick<Oversight, 'findForCall' | 'answerOf'>
  readonly loaded: () => Loaded
  /** The standing of a caller's system in the AI register. */
  readonly register: Pick<Register, 'ready' | 'standingOf' | 'disclosureOf' | 'lookAtTask'>
  /** The tools of an organisation, by the files by which a call was decided. */
  readonly toolsOf: (loaded: Loaded) => Tools
  /** Where people decide: the link for the caller of a held call. */
  readonly caseLink: (id: string) => string
  readonly now: () => number
  /** The provider that counts as lost for a run, while its loss is drilled. */
  readonly lostFor: (run: string) => string | undefined
  /**
   * Whether another process that shares the log loaded files that are not here: until they are, these decide nothing.
   */
  readonly isBehind: () => boolean
  /**
   * Resolves when this process has looked whether it has those files; undefined if it need not, as at nearly every
   * call.
   */
  readonly catchingUp: () => Promise<void> | undefined
}
