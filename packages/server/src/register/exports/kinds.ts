// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'
import { draftOf } from './algoritmeregister/entry.ts'
import { algoritmeregisterPaper } from './algoritmeregister/paper.ts'
import { calendarOf } from './calendar.ts'
import { controlsOf } from './controls.ts'
import { type Document, gapsOf } from './document.ts'
import { markdownOf } from './markdown.ts'
import { mlBomOf } from './ml-bom.ts'
import { documentOf, type Paper } from './paper.ts'
import { annexIv } from './papers/annex-iv.ts'
import { annexV } from './papers/annex-v.ts'
import { annexViiiA, annexViiiB, annexViiiC } from './papers/annex-viii.ts'
import { controls } from './papers/controls.ts'
import { fria } from './papers/fria.ts'
import { gdprRecord } from './papers/gdpr-record.ts'
import { iama } from './papers/iama.ts'
import { instructions } from './papers/instructions.ts'
import { pdfOnThread } from './pdf-thread.ts'
import type { Portrait } from './portrait.ts'

const papers = {
  'annex-iv': annexIv,
  'annex-viii-a': annexViiiA,
  'annex-viii-b': annexViiiB,
  'annex-viii-c': annexViiiC,
  'annex-v': annexV,
  instructions,
  fria,
  iama,
  'gdpr-record': gdprRecord,
  controls,
} satisfies Readonly<Record<string, Paper>>

type PaperKind = keyof typeof papers

export const exportFormats = ['md', 'pdf', 'json', 'ics'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What can be exported, and in which formats; the first is the default. */
export const exportKinds = {
  algoritmeregister: ['json', 'md', 'pdf'],
  'annex-iv': ['md', 'pdf', 'json'],
  'annex-viii-a': ['md', 'pdf', 'json'],
  'annex-viii-b': ['md', 'pdf', 'json'],
  'annex-viii-c': ['md', 'pdf', 'json'],
  'annex-v': ['md', 'pdf', 'json'],
  instructions: ['md', 'pdf', 'json'],
  fria: ['md', 'pdf', 'json'],
  iama: ['md', 'pdf', 'json'],
  'gdpr-record': ['md', 'pdf', 'json'],
  controls: ['md', 'pdf', 'json'],
  'ml-bom': ['json'],
  calendar: ['ics'],
} as const satisfies Readonly<Record<PaperKind | 'algoritmeregister' | 'ml-bom' | 'calendar', readonly ExportFormat[]>>

export type ExportKind = keyof typeof exportKinds

export function isExportKind(kind: string): kind is ExportKind {
  return Object.hasOwn(exportKinds, kind)
}

export function formatOf(kind: ExportKind, asked: ExportFormat | undefined): ExportFormat | undefined {
  const formats: readonly ExportFormat[] = exportKinds[kind]
  return asked === undefined ? formats[0] : formats.find((one) => one === asked)
}

export interface Exported {
  readonly content: string | Uint8Array
  readonly type: string
  readonly filename: string
}

export const fileTypes: Readonly<Record<ExportFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json',
  ics: 'text/calendar; charset=utf-8',
}

/** One export of one system, made without reading or recording anything. `format` is one of the kind's own. */
export async function exportOf(
  portrait: Portrait,
  wish: { readonly kind: ExportKind; readonly format: ExportFormat; readonly language: Language },
): Promise<Exported> {
  const { kind, format, language } = wish
  const type = kind === 'ml-bom' ? 'application/vnd.cyclonedx+json; version=1.6' : fileTypes[format]
  const filename = `${portrait.system.id}-${kind}-${portrait.on}-${language}.${format}`
  return { content: await contentOf(portrait, wish), type, filename }
}

async function contentOf(
  portrait: Portrait,
  { kind, format, language }: Parameters<typeof exportOf>[1],
): Promise<string | Uint8Array> {
  if (kind === 'calendar') return calendarOf(portrait, language)
  if (kind === 'ml-bom') return jsonOf(mlBomOf(portrait))
  const document = paperOf(kind, portrait, language)
  if (format === 'md') return markdownOf(document)
  if (format === 'pdf') return await pdfOnThread(document, new Date(portrait.madeAt))
  return jsonOf({ kind, ...document, gaps: gapsOf(document), ...beside(kind, portrait) })
}

export function paperOf(kind: PaperKind | 'algoritmeregister', portrait: Portrait, language: Language): Document {
  return kind === 'algoritmeregister'
    ? algoritmeregisterPaper(portrait, language)
    : documentOf(papers[kind], portrait, language)
}

/** What the JSON form holds for programs, beside the paper itself. */
function beside(kind: PaperKind | 'algoritmeregister', portrait: Portrait): object {
  if (kind === 'algoritmeregister') return draftOf(portrait)
  return kind === 'controls' ? { controls: controlsOf(portrait) } : {}
}

export function jsonOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
