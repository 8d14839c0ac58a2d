// SPDX-License-Identifier: EUPL-1.2
import type { z } from 'zod'
import type { Exhibits } from '../exhibits/index.ts'
import type { Identity, Sessions } from '../identity/index.ts'
import type { Incidents } from '../incidents/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Limits } from '../limits/index.ts'
import type { Organisation, Person, Task } from '../organisation/index.ts'
import type { CaseRule, EditCall, Oversight } from '../oversight/index.ts'
import type { Publications, Register, ShorterTerm } from '../register/index.ts'
import type { Replays } from '../revision/index.ts'
import type { Statements } from '../statements/index.ts'
import type { Stops } from '../stop/index.ts'
import type { Subjects } from '../subjects/index.ts'
import type { Telemetry } from '../telemetry/index.ts'
import type { Witnesses } from '../witness/index.ts'
import type { drillRecorded, providerLossView, stopMeasured } from './schemas/drill.ts'

/** What the API is built on; the composition root supplies it. */
export interface Services {
  readonly organisation: () => Organisation
  readonly identity: Pick<
    Identity,
    'authenticatePerson' | 'know' | 'personBehind' | 'keys' | 'keysOf' | 'keysHeldBy' | 'holderOf' | 'issue' | 'revoke'
  >
  readonly sessions: Pick<Sessions, 'open' | 'find' | 'close'>
  readonly oversight: Pick<Oversight, 'openCases' | 'allCases' | 'caseOf' | 'contentOf' | 'decide' | 'edit'>
  readonly stops: Pick<Stops, 'order' | 'lift' | 'list' | 'past'>
  readonly tasks: TaskService
  readonly limits: Pick<Limits, 'budgets'>
  readonly telemetry: Pick<Telemetry, 'metrics' | 'isMetricsToken'>
  readonly witnesses: Pick<Witnesses, 'checkpoint'>
  readonly register: Pick<
    Register,
    | 'list'
    | 'portfolio'
    | 'find'
    | 'question'
    | 'questions'
    | 'answer'
    | 'assess'
    | 'accept'
    | 'release'
    | 'decline'
    | 'decisionFile'
    | 'decisions'
    | 'decidedFile'
    | 'seen'
    | 'impact'
    | 'unregistered'
    | 'differences'
    | 'portrait'
  >
  readonly publications: Pick<Publications, 'state' | 'draft' | 'preview' | 'act'>
  readonly incidents: Pick<Incidents, 'list' | 'find' | 'open' | 'note' | 'report' | 'close' | 'around'>
  readonly subjects: Pick<Subjects, 'held' | 'erase' | 'erasures'>
  readonly exhibits: Pick<Exhibits, 'trailOfCall' | 'trailOfEntry' | 'make'>
  readonly statements: Pick<Statements, 'receive' | 'list' | 'find' | 'receipt'>
  readonly runs: RunLabels
  readonly tools: ToolService
  readonly drills: DrillService
  readonly journal: Pick<Journal, 'append' | 'disclose' | 'brief' | 'query' | 'pseudonymOf' | 'log' | 'verifierKey'>
  readonly replays: Pick<Replays, 'start' | 'find' | 'cancel'>
  /** The digest of the shadow's rules; undefined when there is no shadow. */
  readonly shadow: () => string | undefined
  /** A rule of the policies in force. */
  readonly ruleOf: (id: string) => CaseRule | undefined
  /** The gate's part of an edit. Rejects with a `GateRefusal`. */
  readonly edit: EditCall
  /**
   * Reads the organisation's folder again. If it rejects, with OrganisationError or PolicyError, nothing has changed.
   */
  readonly reload: (person: Person) => Promise<{
    readonly digest: string
    readonly shorter: readonly ShorterTerm[]
    readonly left: readonly string[]
    /** How many of the other processes that share the log follow these files, and how many can't. */
    readonly others?: { readonly following: number; readonly behind: number }
  }>
  /** Whether another process loaded other files than this one has. */
  readonly isBehind: () => boolean
  /** Whether this process can serve people, or has to be started anew. */
  readonly servesPeople: () => boolean
}

/** Drills of the stop, and of losing a provider. */
interface DrillService {
  beginStop(streams: number): { readonly run: string; readonly ticket: string; readonly url: string }
  recordStop(
    run: string,
    measured: z.output<typeof stopMeasured>,
    person: Pick<Person, 'id'>,
  ): Promise<z.output<typeof drillRecorded>>
  providerLoss(
    provider: string,
    isMeasured: boolean,
    person: Pick<Person, 'id'>,
  ): Promise<z.output<typeof providerLossView>>
}

interface RunLabels {
  /** The labels of everything released to the run. */
  shownLabels(run: string): Promise<readonly string[]>
  /** Throws `Conflict` when the run doesn't have that label. */
  removeLabel(run: string, label: string, person: Pick<Person, 'id'>, reason: string): Promise<void>
}

interface TaskService {
  start(task: string, by: string): Promise<{ readonly run: string }>
  list(): readonly Pick<Task, 'id' | 'name' | 'agent' | 'schedule'>[]
}

/** Which descriptions of tools people admit. The acts reject with `Conflict` when the description has changed since. */
interface ToolService {
  review(): Promise<{
    readonly tools: readonly ToolReview[]
    readonly troubles: readonly { readonly server: string; readonly problem: string }[]
  }>
  /** Of the arguments of a tool, as people admitted its description; undefined where nobody did. */
  schemaOf(tool: string): Promise<unknown>
  admit(tool: string, digest: string, person: Person): Promise<void>
  refuse(tool: string, digest: string, person: Person): Promise<void>
}

export interface ToolReview {
  readonly name: string
  readonly kind: 'tool' | 'prompt' | 'resource'
  readonly server: string
  readonly standing: 'unseen' | 'waiting' | 'admitted' | 'refused' | 'unfit'
  readonly digest?: string
  readonly seen?: SeenDescription
  readonly admitted?: SeenDescription & { readonly by?: string }
}

export interface SeenDescription {
  readonly at: number
  readonly pin: string
  readonly shown: unknown
  readonly unfit?: string
}

/** A refusal of an edit by the gate: its code, and the rules that forbade it. */
export interface GateRefusal extends Error {
  readonly name: 'GateError'
  readonly code: string
  readonly detail: { readonly rules?: readonly string[] }
}

export function isGateRefusal(error: unknown): error is GateRefusal {
  return error instanceof Error && error.name === 'GateError' && 'code' in error && 'detail' in error
}
