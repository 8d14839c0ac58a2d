// SPDX-License-Identifier: EUPL-1.2
// Which AI systems an organisation has, which class of the AI Act follows from the facts about each, who accepted and
// assessed it, and what that asks of the gate. Keeps P7, P9, P10 and P12; imports the journal, the organisation and the
// AI Act's rules, and may be imported by the gate (for its types), incidents, revision, api and cli.
export type { ShorterTerm } from './content-terms.ts'
export type { Decided, DecisionFile } from './decision/decision.ts'
export { decisionPaper } from './decision/decision-paper.ts'
export type { AiDisclosure } from './disclosure.ts'
export { RegisterError } from './error.ts'
export {
  className,
  type Document,
  exportFormats,
  exportKinds,
  exportOf,
  formatOf,
  gap,
  ImportError,
  isExportKind,
  list,
  momentIn,
  type PublicationState,
  Publications,
  paperFormats,
  proposalsFrom,
  publicationActs,
  type Reader,
  rendered,
  type Say,
  type Section,
  sayIn,
  text,
} from './exports/index.ts'
export type { SystemFilter } from './filter.ts'
export type { DepartmentImpact, Impact, SystemImpact } from './impact/impact.ts'
export { coverageWords, impactPaper } from './impact/impact-paper.ts'
export { assessmentIn, assessmentType } from './outside.ts'
export type { Difference } from './portfolio.ts'
export { Register } from './register.ts'
export { classRules } from './rules.ts'
export type { Coverage, SeenSystem } from './seen.ts'
export { type Standing, standingByFile } from './standing.ts'
export type { Supplier } from './suppliers.ts'
export { inBoth, type SystemSummary, type SystemView } from './view.ts'
