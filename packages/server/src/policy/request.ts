// SPDX-License-Identifier: EUPL-1.2
import type { Remedy } from './remedy.ts'

/** A fact as JSON: text, safe integer, yes or no, a set as an array, a record. */
export type Fact = string | number | boolean | readonly Fact[] | { readonly [name: string]: Fact }

/** The facts of one call, as `facts.ts` lists them for each shape of call; more or fewer is a refusal. */
export type PolicyContext = { readonly [name: string]: Fact }

export interface ToolResource {
  readonly kind: 'tool'
  readonly tool: string
  readonly server: string
  readonly groups: readonly string[]
}

export interface ModelResource {
  readonly kind: 'model'
  readonly model: string
  readonly provider: string
  readonly facts: ModelFacts
}

/** What is known of the model's provider, as `model-facts.ts` lists it; what is unknown is not there. */
export type ModelFacts = { readonly [name: string]: Fact } & {
  readonly ownedWithin: readonly string[]
  readonly processedWithin: readonly string[]
}

/** One question to the policies: may this agent do this, given these facts? */
export interface PolicyRequest {
  readonly principal: {
    readonly agent: string
    readonly system: string
    /** How the AI register has the system, as `standing.ts` lists it; what is unknown is not there. */
    readonly standing?: { readonly [name: string]: Fact }
  }
  /** `releaseResult`: may the agent be given what an allowed call brought back? */
  readonly action: 'callModel' | 'callTool' | 'releaseResult'
  readonly resource: ToolResource | ModelResource
  readonly context: PolicyContext
}

export interface Decision {
  readonly effect: 'allow' | 'deny' | 'hold'
  /** The ids that determined it, sorted; empty when nothing permits the call or the request is not understood. */
  readonly rules: readonly string[]
  /** For a hold: everything that is needed, what a machine can do first. Empty otherwise. */
  readonly remedies: readonly Remedy[]
  /** Why the call could not be judged. Any error is a denial: Cedar alone would skip a rule that errs. */
  readonly errors: readonly string[]
}

/** One rule as its author wrote it, with the place to find it. */
export interface Rule {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  /** Relative to the organisation's folder. */
  readonly file: string
  readonly line: number
  readonly text: string
  readonly remedy?: Remedy
  /** The facts its conditions look at, as in `context.mail.recipients`. */
  readonly reads: readonly string[]
  readonly explanation: { readonly nl?: string; readonly en?: string }
}
