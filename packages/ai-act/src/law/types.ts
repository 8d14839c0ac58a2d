// SPDX-License-Identifier: EUPL-1.2
// The shape of one version of the law: rules as conditions on facts, obligations, dates and readings.
import type { IsoDate } from '../dates.ts'
import type { FactId } from '../facts/catalogue.ts'
import type { Text } from '../text.ts'
import type { Role } from './roles.ts'

/** The classes from mild to strict. */
export type Class = 'out_of_scope' | 'minimal' | 'limited' | 'high' | 'prohibited'
/** `undetermined`: no class is certain yet, and something stricter than minimal is still possible. */
export type Label = Class | 'undetermined'

/** The routes to high risk: Annex III, Annex I section A, Annex I section B. Each has its own dates and duties. */
export type Route = 'III' | 'IA' | 'IB'

/** What the evaluator has found so far, for rules that refer to other rules. */
export type Finding =
  | '_any_prohibited'
  | '_any_high'
  | '_any_art50'
  | '_annex_iii_1'
  | '_annex_iii_2_8'
  | '_annex_i_a'
  | '_annex_iii_5b_or_5c'
  | '_systemic'

/** Conditions that several rules share, defined in `Law.derived`. */
type Derived = '_rbi_le_exception' | '_safety_component'

/** `fact`: it is true. `!fact`: it is false. `fact=value` and `fact>number` compare. `_name` is derived. */
export type Literal =
  | FactId
  | `!${FactId}`
  | `annex_i_section=${'A' | 'B'}`
  | `role=${Role}`
  | `training_flop>${number}`
  | Finding
  | Derived

/** All of `all`, at least one of `any`, and none of `none`. */
interface Group {
  readonly all?: readonly Condition[]
  readonly any?: readonly Condition[]
  readonly none?: readonly Condition[]
}

export type Condition = Literal | Group

export type ReadingId = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6'

/** A place where the law can be read in two ways, or where guidance is still a draft. */
export interface Reading {
  readonly id: ReadingId
  readonly text: Text
}

export interface Rule {
  readonly id: string
  readonly article: string
  readonly title: Text
  readonly when: Condition
  readonly note?: Text
  /** The readings that the rule itself depends on, which make its outcome provisional. */
  readonly readings?: readonly ReadingId[]
}

export interface DatedRule extends Rule {
  readonly from: IsoDate
}

export interface ProductRule extends Rule {
  readonly route: Route
}

export interface TransparencyRule extends DatedRule {
  readonly duty: Role
  /** Systems that were on the market before `from` have until this day. */
  readonly legacyUntil?: IsoDate
}

export type FineTier = 'T1' | 'T2' | 'T3' | 'GPAI' | 'none_specific'

/** What gives rise to an obligation: any system in scope, a class, a filtered system, art. 50, or a model. */
export type Ground = 'any' | 'prohibited' | 'high' | 'filtered' | 'transparency' | 'model' | 'systemic_model'

export interface ObligationRule {
  readonly id: string
  readonly article: string
  readonly ground: Ground
  readonly roles: readonly Role[] | 'any'
  readonly duty: Text
  /** What would show that the duty is met. */
  readonly evidence?: Text
  readonly fine?: FineTier
  readonly when?: Condition
  /** Only for the ground `high`; by default Annex III and Annex I section A. */
  readonly routes?: readonly Route[]
  readonly onlyPoints?: readonly string[]
  readonly exceptPoints?: readonly string[]
  /** The first day for the grounds `any` and `transparency`; other grounds have their own. */
  readonly from?: IsoDate
  /** The day from which the article itself applies, if that is another day (reading R1). */
  readonly formallyFrom?: IsoDate
  /** The minimum time for which something must be kept. */
  readonly keepMonths?: number
  readonly readings?: readonly ReadingId[]
}

export interface ConformityRule {
  readonly id: string
  readonly article: string
  readonly when: Condition
  readonly procedure: Text
}

export interface PenaltyTier {
  readonly id: Exclude<FineTier, 'none_specific'>
  readonly article: string
  readonly maximumEuro: number
  readonly percentOfTurnover: number
  /** For a small or medium enterprise (art. 99(6)) or a small mid-cap (99(6a)) the lower of the two amounts applies. */
  readonly lowerForSme: boolean
  readonly lowerForSmallMidCap: boolean
}

export interface IncidentDeadline {
  readonly kind: 'default' | 'widespread_infringement_or_critical_infrastructure' | 'death'
  readonly hours: number
  readonly text: Text
}

/** A plain statement of the law with its clause. */
export interface Clause {
  readonly article: string
  readonly what: Text
}

export interface TimelineEntry {
  readonly date: IsoDate
  readonly basis: string
  readonly what: Text
}

export interface AnnexIEntry {
  readonly point: number
  readonly section: 'A' | 'B'
  readonly what: Text
}

/** When a high-risk system of a route is bound, and which older systems are not (art. 111, 113). */
interface RouteDates {
  readonly from: IsoDate
  /** Placed on the market before this day: bound only after a significant change of design. */
  readonly legacyBefore: IsoDate
}

export interface Law {
  /** The day on which this description of the law was completed. */
  readonly version: string
  readonly inForceFrom: IsoDate
  readonly name: Text
  readonly regulations: readonly string[]
  readonly sources: readonly string[]
  /** The day from which art. 1 to 4 apply (art. 113(a)). */
  readonly scopeFrom: IsoDate
  /** Rules that must hold for the Regulation to apply: art. 3(1) and 2(1). */
  readonly scope: readonly Rule[]
  readonly exclusions: readonly Rule[]
  /** Art. 2(12): judged last, and never an exemption for what is prohibited, high-risk or subject to art. 50. */
  readonly openSource: Rule
  readonly derived: Readonly<Record<Derived, Condition>>
  readonly prohibited: readonly DatedRule[]
  readonly products: readonly ProductRule[]
  readonly annexI: readonly AnnexIEntry[]
  readonly annexIII: readonly Rule[]
  readonly filter: Rule
  /** Facts that close the filter only in one reading of the draft guidelines. */
  readonly filterBlockers: readonly { readonly fact: FactId; readonly reading: ReadingId }[]
  readonly transparency: readonly TransparencyRule[]
  readonly models: { readonly model: DatedRule; readonly systemic: DatedRule; readonly legacyUntil: IsoDate }
  /** When somebody who is not the provider becomes one (art. 25(1)). */
  readonly roleSwitch: readonly Rule[]
  readonly routes: Readonly<Record<Route, RouteDates>>
  /** Legacy systems that public authorities use are bound from this day (art. 111(2)). */
  readonly publicLegacyFrom: IsoDate
  readonly obligations: readonly ObligationRule[]
  readonly conformity: readonly ConformityRule[]
  readonly penalties: readonly PenaltyTier[]
  readonly incidents: readonly IncidentDeadline[]
  /** What counts as a serious incident, and how it is handled. */
  readonly incidentRules: readonly Clause[]
  readonly supervision: readonly Clause[]
  readonly timeline: readonly TimelineEntry[]
  readonly readings: readonly Reading[]
  /** The fields of the documents that the law requires, by document. */
  readonly documents: Readonly<Record<DocumentId, readonly string[]>>
  /** Which registrations stay out of the public part of the EU database. */
  readonly notPublic: Clause
}

export type DocumentId =
  | 'annex_viii_a'
  | 'annex_viii_b'
  | 'annex_viii_c'
  | 'fria'
  | 'annex_iv'
  | 'annex_v'
  | 'art_13_3'
  | 'art_12_3'
  | 'art_6_4'
