// SPDX-License-Identifier: EUPL-1.2
// Reads entries as the Algoritmeregister gives them, in JSON or CSV: a stranger's file, of which only the fields in the
// schema are taken.
import { parse as parseCsv } from 'csv-parse/sync'
import { type AlgoritmeregisterEntry, algoritmeregisterEntry, inWords } from '../../../organisation/index.ts'

type ImportErrorCode = 'no-entries' | 'too-many-entries' | 'unreadable'

export class ImportError extends Error {
  readonly code: ImportErrorCode
  constructor(code: ImportErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'ImportError'
    this.code = code
  }
}

const maxEntries = 2000
const maxField = 20_000

export type Raw = Readonly<Record<string, unknown>>

/** Throws ImportError. */
export function rawEntriesIn(content: string): readonly Raw[] {
  const text = content.replace(/^\u{feff}/u, '').trim()
  const entries = /^[[{]/.test(text) ? entriesInJson(text) : entriesInCsv(text)
  if (entries.length === 0) throw new ImportError('no-entries')
  if (entries.length > maxEntries) throw new ImportError('too-many-entries')
  return entries
}

function entriesInJson(text: string): readonly Raw[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new ImportError('unreadable', { cause })
  }
  const inner = isRecord(parsed) && isRecord(parsed.entry) ? parsed.entry : parsed
  return (Array.isArray(inner) ? inner : [inner]).filter(isRecord).filter(({ name }) => typeof name === 'string')
}

function entriesInCsv(text: string): readonly Raw[] {
  const head = text.split('\n', 1)[0] ?? ''
  const delimiter = head.split(';').length > head.split(',').length ? ';' : ','
  try {
    const rows: readonly unknown[] = parseCsv(text, {
      ...{ columns: true, delimiter, skip_empty_lines: true, trim: true, relax_column_count: true },
      ...{ to: maxEntries + 1, max_record_size: 1_000_000 },
    })
    return rows.filter(isRecord).filter(({ name }) => typeof name === 'string' && name !== '')
  } catch (cause) {
    throw new ImportError('unreadable', { cause })
  }
}

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields that the Algoritmeregister itself sets are never taken over. */
const ours: ReadonlySet<string> = new Set([
  'publication_category',
  'lang',
  'standard_version',
  'source_id',
  'lars',
  'publication_dt',
])

export function readEntry(raw: Raw): {
  readonly entry: Partial<AlgoritmeregisterEntry>
  readonly left: readonly string[]
} {
  const left: string[] = []
  const entry: Record<string, unknown> = {}
  for (const [field, schema] of Object.entries(algoritmeregisterEntry.shape)) {
    const given = raw[field]
    if (ours.has(field) || given === undefined || given === null || given === '') continue
    const value = schema.safeParse(plainOf(field, given))
    if (value.success && value.data !== undefined) entry[field] = value.data
    else left.push(...(value.error?.issues ?? []).slice(0, 1).map((issue) => `${field}: ${inWords(issue).en}`))
  }
  const known = Object.keys(algoritmeregisterEntry.shape)
  for (const field of Object.keys(raw)) {
    if (!known.includes(field) && !ours.has(field) && left.length < 100) left.push(`${field.slice(0, 100)}: ?`)
  }
  return { entry, left }
}

const lists: ReadonlySet<string> = new Set(['category'])
const linkLists: ReadonlySet<string> = new Set([
  'lawful_basis_grouping',
  'impacttoetsen_grouping',
  'source_data_grouping',
])

/** A field in the form that the schema has: in CSV a list is one text, and longer texts are HTML. */
function plainOf(field: string, given: unknown): unknown {
  if (typeof given !== 'string') return given
  const text = given.slice(0, maxField)
  if (lists.has(field))
    return text
      .split(/[,;|]/)
      .map((one) => one.replaceAll(/["'[\]]/g, '').trim())
      .filter((one) => one !== '')
  if (linkLists.has(field)) return linksIn(text)
  return withoutTags(text)
}

function linksIn(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return text
  }
}

/** The tags that the Algoritmeregister allows become line breaks; anything else that looks like a tag is text. */
function withoutTags(text: string): string {
  return text
    .replaceAll(/<\/?(?:div|br|p|ul|ol|li)\s*\/?>/gi, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t]*\n[ \t\n]*/g, '\n')
    .trim()
}
