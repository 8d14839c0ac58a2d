// SPDX-License-Identifier: EUPL-1.2
// All that is held about somebody: the entries that name them, and each run in which they occur.
import type { Basis, HandedOver, HeldAbout, HeldEntry, HeldWish, Stay } from '../api-subjects.ts'

/** What can be erased by itself. */
export interface HeldPart {
  readonly subject: string
  readonly entries: number
  readonly mark: string
  readonly stays: readonly Stay[]
  readonly cautions: HeldAbout['cautions']
  readonly newest?: HeldEntry
}

export interface Gathered {
  readonly subject: string
  /** How many entries name the subject, or sealed something under it. */
  readonly entries: number
  /** Runs first; the name last, because without it nobody finds them any more. */
  readonly parts: readonly HeldPart[]
  /** Who was handed any of it, the newest first. */
  readonly exhibits: readonly HandedOver[]
  /** At least so many older ones were not told. */
  readonly olderExhibits: number
}

type Ask = (wish: HeldWish) => Promise<HeldAbout>
type Tell = (done: number, total: number) => void

export async function gather(ask: Ask, subject: string, tell: Tell): Promise<Gathered> {
  const first = await ask({ subject })
  const entries = [...first.entries]
  const pages = [first]
  for (let { next } = first; next !== undefined; ) {
    tell(next, first.total)
    const page = await ask({ subject, from: next })
    entries.push(...page.entries)
    pages.push(page)
    next = page.next
  }
  const finds = first.kind === 'label' || first.kind === 'address'
  const runs = [...new Set(finds ? entries.flatMap(({ run }) => run ?? []) : [])]
  const parts: HeldPart[] = []
  for (const [at, run] of runs.entries()) {
    tell(at, runs.length)
    const held = await ask({ subject: `run:${run}` })
    pages.push(held)
    const newest = entries.findLast((entry) => entry.run === run)
    // One of which nothing is left was erased before.
    if ((held.erasable?.entries ?? 0) > 0) parts.push(...partOf(held, newest))
  }
  parts.push(...partOf(first, entries.at(-1)))
  return { subject: first.subject, entries: entries.length, parts, ...exhibitsOf(pages) }
}

/** Each once, though it was of several runs. */
function exhibitsOf(pages: readonly HeldAbout[]): Pick<Gathered, 'exhibits' | 'olderExhibits'> {
  const known = new Map(pages.flatMap(({ exhibits }) => exhibits.map((made) => [made.entry, made])))
  return {
    exhibits: [...known.values()].sort((one, other) => other.entry - one.entry),
    olderExhibits: Math.max(...pages.map((page) => page.olderExhibits ?? 0)),
  }
}

function partOf({ subject, erasable, stays, cautions }: HeldAbout, newest: HeldEntry | undefined): readonly HeldPart[] {
  if (erasable === undefined) return []
  return [{ subject, ...erasable, stays, cautions, ...(newest === undefined ? {} : { newest }) }]
}

/** What an erasure on this ground leaves, of what is chosen to go: the API refuses the same. */
export function staysOf(basis: Basis | undefined, { stays, cautions }: HeldPart): readonly Stay[] {
  return basis === 'own-decision' && cautions.includes('logs-kept') ? [...stays, 'logs-kept'] : stays
}

/** What goes, in its order; the name only once nothing stays that it finds. */
export function goesOf({ subject, parts }: Gathered, basis: Basis | undefined, kept: readonly string[]) {
  const goes = parts.filter((part) => !kept.includes(part.subject) && staysOf(basis, part).length === 0)
  return goes.length === parts.length || parts.length === 1 ? goes : goes.filter((part) => part.subject !== subject)
}
