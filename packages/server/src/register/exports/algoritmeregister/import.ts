// SPDX-License-Identifier: EUPL-1.2
// Entries of the Algoritmeregister as files for an organisation to look at, so that nobody types twice. Nothing is
// registered by it: a person fills in what no entry says, puts the file among `systems/`, and loads it (P9).
import { parse as parseCsv } from 'csv-parse/sync'
import { Document } from 'yaml'
import { type AlgoritmeregisterEntry, algoritmeregisterEntry } from '../../../organisation/index.ts'

/** A proposal for one system. `yaml` does not load as it is: what stands at `missing` has to be written first. */
export interface Proposal {
  readonly id: string
  readonly name: string
  readonly yaml: string
  readonly missing: readonly string[]
  /** What of the entry was not taken over, and why. */
  readonly left: readonly string[]
}

export type ImportErrorCode = 'no-entries' | 'too-many-entries' | 'unreadable'

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

type Raw = Readonly<Record<string, unknown>>

/** Reads JSON (one entry, a list, or what `sluis systems export` wrote) or CSV with a line of field names. Throws ImportError. */
export function proposalsFrom(content: string): readonly Proposal[] {
  const text = content.replace(/^\u{feff}/u, '').trim()
  const entries = /^[[{]/.test(text) ? entriesInJson(text) : entriesInCsv(text)
  if (entries.length === 0) throw new ImportError('no-entries')
  if (entries.length > maxEntries) throw new ImportError('too-many-entries')
  const taken = new Set<string>()
  return entries.map((entry) => proposalOf(entry, taken))
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

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function proposalOf(raw: Raw, taken: Set<string>): Proposal {
  const { entry, left } = readEntry(raw)
  const name = entry.name ?? String(raw.name).slice(0, 100)
  const id = idOf(name, taken)
  const said = (...values: readonly (string | undefined)[]) =>
    values.find((one) => one !== undefined)?.slice(0, 2000) ?? ''
  const system = {
    id,
    name,
    purpose: said(entry.description_short, entry.goal),
    owner: '',
    accountable: '',
    models: [],
    tools: [],
    register: {
      problem: said(entry.goal),
      baseline: '',
      alternatives: [],
      benefit: { measure: '' },
      stopWhen: '',
      users: '',
      affected: { who: '', objection: said(entry.contact_email) },
      data: entry.source_data === undefined ? [] : [said(entry.source_data)],
      suppliers: entry.provider === undefined ? [] : [entry.provider],
      outside: { models: [], tools: [] },
      oversight: { how: said(entry.human_intervention) },
      logs: '',
      papers: papersOf(entry),
      algoritmeregister: entry,
    },
  }
  return { id, name, yaml: yamlOf(system), missing: missingIn(system), left }
}

/** Topics that the entry tells of in so many words. */
function papersOf({ risks, lawful_basis, methods_and_models }: Partial<AlgoritmeregisterEntry>): Raw {
  const topics = { risks, 'lawful-basis': lawful_basis, design: methods_and_models }
  return Object.fromEntries(Object.entries(topics).filter(([, value]) => value !== undefined))
}

/** What follows from the register itself is never taken over. */
const ours: ReadonlySet<string> = new Set([
  'publication_category',
  'lang',
  'standard_version',
  'source_id',
  'lars',
  'publication_dt',
])

function readEntry(raw: Raw): { readonly entry: Partial<AlgoritmeregisterEntry>; readonly left: readonly string[] } {
  const left: string[] = []
  const entry: Record<string, unknown> = {}
  for (const [field, schema] of Object.entries(algoritmeregisterEntry.shape)) {
    const given = raw[field]
    if (ours.has(field) || given === undefined || given === null || given === '') continue
    const value = schema.safeParse(plainOf(field, given))
    if (value.success && value.data !== undefined) entry[field] = value.data
    else left.push(`${field}: ${value.error?.issues[0]?.message ?? ''}`)
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

/** A field as the schema knows it: in CSV a list is a text, and longer texts are HTML. */
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

/** The tags that the Algoritmeregister allows become line breaks; what else looks like one is text. */
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

/** As an organisation's files name things: a lower-case letter, then letters, digits and hyphens, at most 40. */
function idOf(name: string, taken: Set<string>): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const base =
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+/, '')
      .slice(0, 34)
      .replace(/-$/, '') || 'system'
  let id = base
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`
  taken.add(id)
  return id
}

function missingIn(value: unknown, path = ''): readonly string[] {
  if (value === '') return [path]
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => missingIn(inner, path === '' ? key : `${path}.${key}`))
}

function yamlOf(system: object): string {
  const document = new Document(system)
  document.commentBefore =
    ' A proposal made from an entry of the Algoritmeregister. What is empty ("") nobody said yet: fill it in.\n' +
    ' Models, tools and facts are not in such an entry: see docs/reference/register.md.'
  return document.toString({ lineWidth: 110 })
}
