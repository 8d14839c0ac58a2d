// SPDX-License-Identifier: EUPL-1.2
// Papers about a registered system, made by pure functions from one plain value. Each states its date, the version of
// the law, its coverage, and what is missing. Part of the register's room, and imported by that alone.
export { type Proposal, proposalsFrom } from './algoritmeregister/import.ts'
export {
  type PublicationAct,
  type PublicationDraft,
  type PublicationState,
  Publications,
  publicationActs,
} from './algoritmeregister/publications.ts'
export { ImportError } from './algoritmeregister/read-entries.ts'
export {
  type Block,
  type Document,
  type FoundGap,
  type Gap,
  gap,
  gapsOf,
  list,
  type Origin,
  type Section,
  text,
} from './document.ts'
export {
  type Exported,
  type ExportFormat,
  type ExportKind,
  exportFormats,
  exportKinds,
  exportOf,
  formatOf,
  isExportKind,
} from './kinds.ts'
export { className, type Say, sayIn } from './known/words.ts'
export { markdownOf } from './markdown.ts'
export { momentIn } from './moment.ts'
export { pdfOnThread } from './pdf-thread.ts'
export type { Portrait } from './portrait.ts'
export { portraitOf } from './portrait-of.ts'
export type { Reader } from './reader.ts'
export { type PaperFormat, paperFormats, rendered } from './rendered.ts'
export { isTopic, topics } from './topics.ts'
