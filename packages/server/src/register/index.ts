// SPDX-License-Identifier: EUPL-1.2
// Which AI systems an organisation has, which class of the AI Act follows from the facts about each, who accepted and
// assessed it, and what that asks of the gate. Keeps P7, P9, P10 and P12; imports the journal, the organisation and the
// AI Act's rules, and may be imported by the gate (for its types), incidents, revision, api and cli.
export type { Answer, AssessmentWish } from './acts.ts'
export type { ContentTerm, ShorterTerm } from './content-terms.ts'
export type { Decided, DecisionFile } from './decision/decision.ts'
export { decisionPaper } from './decision/decision-paper.ts'
export type { Evidence, Trial } from './decision/evidence.ts'
export type { Disclosure } from './disclosure.ts'
export { RegisterError, type RegisterErrorCode } from './error.ts'
export {
  className,
  type Document,
  type ExportFormat,
  exportFormats,
  exportKinds,
  exportOf,
  formatOf,
  gap,
  ImportError,
  isExportKind,
  list,
  momentIn,
  type PaperFormat,
  type Portrait,
  type Proposal,
  type PublicationAct,
  type PublicationState,
  Publications,
  paperFormats,
  proposalsFrom,
  publicationActs,
  rendered,
  type Section,
  text,
} from './exports/index.ts'
export type { SystemFilter } from './filter.ts'
export type { RegisterParts } from './ground.ts'
export type { DepartmentImpact, Impact, SystemImpact } from './impact/impact.ts'
export { coverageWords, impactPaper } from './impact/impact-paper.ts'
export type { LogTerm } from './log-term.ts'
export type { Missing } from './missing.ts'
export type { Notice } from './notices.ts'
export { assessmentIn, assessmentType } from './outside.ts'
export type { Difference, Portfolio } from './portfolio.ts'
export { Register } from './register.ts'
export { classRules } from './rules.ts'
export type { Coverage, SeenSystem, Traffic } from './seen.ts'
export { type Standing, standingByFile } from './standing.ts'
export type { Supplier } from './suppliers.ts'
export { inBoth, type RegisteredSystem, type SystemView } from './view.ts'
