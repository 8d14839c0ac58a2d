// SPDX-License-Identifier: EUPL-1.2
// Where a subject occurs in the log, a bounded page at a time: which entries sealed something under its key, and which
// name it. There is no index of people, and none is made: a search reads the leaves.
import { setImmediate } from 'node:timers/promises'
import { type Entry, type Journal, text } from '../journal/index.ts'

export interface HeldEntry {
  readonly index: number
  readonly at: number
  readonly kind: string
  readonly system?: string
  readonly agent?: string
  readonly run?: string
  readonly call?: string
  /** The fields that are sealed under this subject. */
  readonly sealed: readonly string[]
  /** Those fields opened, when that was asked; one that was erased meanwhile is left out. */
  readonly fields?: readonly HeldField[]
}

interface HeldField {
  readonly name: string
  /** The JSON that was sealed, as bytes, like each of `parts`: `rawJson` writes them unchanged. */
  readonly value?: unknown
  /** The pieces of a conversation. */
  readonly parts?: readonly unknown[]
  /** Its length as JSON, when that is too long to send. */
  readonly tooLong?: number
}

interface Page {
  readonly from: number
  readonly total: number
  readonly isOpen: boolean
}

interface Search {
  /** The text that leaves hold when they name the subject; absent when only what is sealed counts. */
  readonly mentions?: string | undefined
  /** Its pseudonym, if anything can be sealed under it. */
  readonly seal: string | undefined
}

const entriesShut = 200
const entriesOpen = 20
const leavesAtOnce = 500
/** For one page: as much as is read in well under a second. */
const leavesOfPage = 20_000
/** In bytes of JSON, for one field and for one page. */
const longestField = 4 * 1024 * 1024
const longestPage = 8 * 1024 * 1024

export async function found(journal: Journal, search: Search, page: Page) {
  const limit = page.isOpen ? entriesOpen : entriesShut
  const { entries, next } =
    'mentions' in search ? await named(journal, search, page, limit) : await sealed(journal, search, page, limit)
  const shown = await withRuns(journal, entries)
  if (!page.isOpen) return { entries: shown, ...nextAt(next) }
  const opened: HeldEntry[] = []
  let left = longestPage
  for (const entry of shown) {
    const { fields, length } = await opens(journal, entry)
    left -= length
    if (left < 0 && opened.length > 0) return { entries: opened, next: entry.index }
    opened.push({ ...entry, fields })
  }
  return { entries: opened, ...nextAt(next) }
}

interface Read {
  readonly entries: readonly { readonly entry: Entry; readonly sealed: readonly string[] }[]
  readonly next: number | undefined
}

async function sealed({ log }: Journal, { seal }: Search, { from }: Page, limit: number): Promise<Read> {
  if (seal === undefined) return { entries: [], next: undefined }
  const seals = await log.sealed(seal, from, limit)
  const entries: Read['entries'][number][] = []
  for (const { index, names } of seals) {
    const entry = await log.entry(index)
    if (entry !== undefined) entries.push({ entry, sealed: names })
  }
  const last = seals.at(-1)
  return { entries, next: last === undefined || seals.length < limit ? undefined : last.index + 1 }
}

/** Reads leaf after leaf, giving the stop and other calls their turn after every few hundred. */
async function named({ log }: Journal, { mentions, seal }: Search, page: Page, limit: number): Promise<Read> {
  if (mentions === undefined) return { entries: [], next: undefined }
  const end = Math.min(page.total, page.from + leavesOfPage)
  const entries: Read['entries'][number][] = []
  for (let start = page.from; start < end; start += leavesAtOnce) {
    const upTo = Math.min(start + leavesAtOnce, end)
    for (const entry of await log.mentions(mentions, start, upTo)) {
      if (entries.length === limit) return { entries, next: entry.index }
      const [seals] = seal === undefined ? [] : await log.sealed(seal, entry.index, 1)
      entries.push({ entry, sealed: seals?.index === entry.index ? seals.names : [] })
    }
    await setImmediate()
  }
  return { entries, next: end < page.total ? end : undefined }
}

async function withRuns(journal: Journal, entries: Read['entries']): Promise<readonly HeldEntry[]> {
  const runs = new Map<string, { readonly system: string; readonly agent: string }>()
  const shown: HeldEntry[] = []
  for (const { entry, sealed } of entries) {
    const { index, at, kind, data } = entry
    const run = typeof data.run === 'string' ? data.run : undefined
    if (run !== undefined && !runs.has(run)) {
      const [row] = await journal.query('SELECT system, agent FROM runs WHERE id = $1', run)
      if (row !== undefined) runs.set(run, { system: text(row, 'system'), agent: text(row, 'agent') })
    }
    const call = typeof data.call === 'string' ? { call: data.call } : {}
    const system = typeof data.system === 'string' ? { system: data.system } : {}
    shown.push({ index, at, kind, ...system, ...(run === undefined ? {} : { run, ...runs.get(run) }), ...call, sealed })
  }
  return shown
}

async function opens(journal: Journal, { index, sealed }: HeldEntry) {
  const fields: HeldField[] = []
  let length = 0
  for (const name of sealed) {
    const disclosed = await journal.discloseText(index, name, longestField)
    if (disclosed === undefined) continue
    if ('bytes' in disclosed) {
      fields.push({ name, tooLong: disclosed.bytes })
      continue
    }
    const { value, parts } = disclosed
    length += parts.reduce((sum, part) => sum + part.length, value.length)
    fields.push(parts.length === 0 ? { name, value } : { name, value, parts })
  }
  return { fields, length }
}

function nextAt(next: number | undefined): { readonly next?: number } {
  return next === undefined ? {} : { next }
}
