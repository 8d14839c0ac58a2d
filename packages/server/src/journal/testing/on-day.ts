// SPDX-License-Identifier: EUPL-1.2
// Folds for a journal at another time: the thread that loads them has its clock put there, so that tests can let days pass
// between one start and the next, or have all entries at one moment.
import type { Projection } from '../fold/projection.ts'

const asked = new URL(import.meta.url).searchParams
const [day, moment, folds] = [asked.get('day'), asked.get('moment'), asked.get('folds')]
if (day !== null) {
  const real = Date.now.bind(Date)
  const ahead = Date.parse(`${day}T12:00:00Z`) - real()
  Date.now = () => real() + ahead
}
if (moment !== null) Date.now = () => Number(moment)

const loaded: Partial<Loaded> & Pick<Loaded, 'projections'> = folds === null ? { projections: [] } : await import(folds)
export const { projections, briefs } = loaded

interface Loaded {
  readonly projections: readonly Projection[]
  readonly briefs: unknown
}

/** What `Journal.open` takes for `folds`, on a day as `2026-10-01`, from noon on. */
export function onDay(day: string, folds: URL): URL {
  return asking({ day, folds: folds.href })
}

/** The same with a clock that stands still. */
export function atMoment(moment: number, folds: URL): URL {
  return asking({ moment: String(moment), folds: folds.href })
}

function asking(wish: Readonly<Record<string, string>>): URL {
  const url = new URL(import.meta.url)
  url.search = new URLSearchParams(wish).toString()
  return url
}
