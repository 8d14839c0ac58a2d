// SPDX-License-Identifier: EUPL-1.2
// Everything that is held about somebody, from pages of the API: the entries that name them, and each run that they
// occur in.
import { createHash } from 'node:crypto'
import {
  type Basis,
  type HandedOver,
  type HeldAbout,
  type HeldEntry,
  type Stay,
  staysFor,
} from '../../subjects/index.ts'
import { progressTo } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import type { ApiClient } from './api-client.ts'

/** One subject that can be erased by itself. */
export interface HeldPart {
  readonly subject: string
  readonly entries: number
  readonly mark: string
  readonly stays: HeldAbout['stays']
  readonly cautions: HeldAbout['cautions']
  readonly system?: string
  readonly lastAt?: number
}

export interface Gathered {
  readonly subject: string
  /** Entries of the log that name the subject or sealed something under it. */
  readonly entries: readonly HeldEntry[]
  /** The runs first and the subject itself last, because without its name nobody can find those runs any more. */
  readonly parts: readonly HeldPart[]
  /** Who was handed any of it, the newest first. */
  readonly exhibits: readonly ShownExhibit[]
  /** At least so many older ones were not told. */
  readonly olderExhibits?: number
}

/** As the API gives it, with people by name. */
export type ShownExhibit = Omit<HandedOver, 'by'> & { readonly by?: { readonly name: string } }
type HeldPage = Omit<HeldAbout, 'exhibits'> & { readonly exhibits: readonly ShownExhibit[] }

export async function gatherHeld(api: ApiClient, subject: string, terminal: Terminal): Promise<Gathered> {
  const { say, warn } = terminal
  const progress = progressTo(warn)
  const { first, entries, pages } = await pagesOf(api, subject, false, (done, total) =>
    progress(() => say(`${done} van ${total} vermeldingen gelezen`, `${done} of ${total} entries read`)),
  )
  const found = first.kind === 'label' || first.kind === 'address' ? entries : []
  const runs = [...new Set(found.flatMap(({ run }) => run ?? []))]
  const parts: HeldPart[] = []
  for (const [at, run] of runs.entries()) {
    progress(() => say(`run ${at + 1} van ${runs.length}`, `run ${at + 1} of ${runs.length}`))
    const held = await api.post<HeldPage>(['subjects', 'held'], { subject: `run:${run}` })
    pages.push(held)
    const of = entries.findLast((entry) => entry.run === run)
    // A run without anything left was erased before.
    if ((held.erasable?.entries ?? 0) > 0) parts.push(...partOf(held, of))
  }
  const whole = [...parts, ...partOf(first, entries.at(-1))]
  return { subject: first.subject, entries, parts: whole, ...exhibitsOf(pages) }
}

/** Each once, though it was of several runs. */
function exhibitsOf(pages: readonly HeldPage[]): Pick<Gathered, 'exhibits' | 'olderExhibits'> {
  const known = new Map(pages.flatMap(({ exhibits }) => exhibits.map((made) => [made.entry, made])))
  const exhibits = [...known.values()].sort((one, other) => other.entry - one.entry)
  const olderExhibits = Math.max(...pages.map((page) => page.olderExhibits ?? 0))
  return olderExhibits > 0 ? { exhibits, olderExhibits } : { exhibits }
}

/** The content of one subject, opened. */
export async function openHeld(api: ApiClient, subject: string): Promise<readonly HeldEntry[]> {
  return (await pagesOf(api, subject, true, () => undefined)).entries
}

export interface Division {
  readonly goes: readonly HeldPart[]
  readonly stays: readonly { readonly part: HeldPart; readonly because: readonly (Stay | 'kept' | 'name')[] }[]
}

/** What an erasure on this ground destroys. The name itself stays as long as anything that is found by it does. */
export function divide({ subject, parts }: Gathered, basis: Basis, kept: ReadonlySet<string>): Division {
  const goes: HeldPart[] = []
  const stays: Division['stays'][number][] = []
  for (const part of parts) {
    const because = [...(kept.has(part.subject) ? ['kept' as const] : []), ...staysFor(basis, part)]
    const isName = part.subject === subject && parts.length > 1
    if (because.length > 0) stays.push({ part, because })
    else if (isName && stays.length > 0) stays.push({ part, because: ['name'] })
    else goes.push(part)
  }
  return { goes, stays }
}

/** A short text that stands for exactly what was shown: if it differs, something has changed. */
export function confirmationOf({ goes }: Division): string {
  const shown = goes.map(({ subject, mark }) => `${subject}\n${mark}\n`).join('')
  return createHash('sha256').update(shown).digest('hex').slice(0, 12)
}

function partOf({ subject, erasable, stays, cautions }: HeldPage, newest: HeldEntry | undefined): readonly HeldPart[] {
  if (erasable === undefined) return []
  const { system, at: lastAt } = newest ?? {}
  const about = { ...(system === undefined ? {} : { system }), ...(lastAt === undefined ? {} : { lastAt }) }
  return [{ subject, ...erasable, stays, cautions, ...about }]
}

async function pagesOf(
  api: ApiClient,
  subject: string,
  isOpen: boolean,
  onPage: (done: number, total: number) => void,
): Promise<{ readonly first: HeldPage; readonly entries: readonly HeldEntry[]; readonly pages: HeldPage[] }> {
  const ask = (from: number) => api.post<HeldPage>(['subjects', 'held'], { subject, from, isOpen })
  const first = await ask(0)
  const entries = [...first.entries]
  const pages = [first]
  for (let { next } = first; next !== undefined; ) {
    onPage(next, first.total)
    const page: HeldPage = await ask(next)
    pages.push(page)
    entries.push(...page.entries)
    next = page.next
  }
  return { first, entries, pages }
}
