// SPDX-License-Identifier: EUPL-1.2
// Folds for a journal on another day: the thread that loads them has its clock put there, so that tests can let days pass
// between one start and the next.
import type { Projection } from '../fold/projection.ts'

const asked = new URL(import.meta.url).searchParams
const [day, folds] = [asked.get('day'), asked.get('folds')]
if (day !== null) {
  const real = Date.now.bind(Date)
  const ahead = Date.parse(`${day}T12:00:00Z`) - real()
  Date.now = () => real() + ahead
}

const loaded: { readonly projections: readonly Projection[] } =
  folds === null ? { projections: [] } : await import(folds)
export const { projections } = loaded

/** What `Journal.open` takes for `folds`, on a day as `2026-10-01`, from noon on. */
export function onDay(day: string, folds: URL): URL {
  const url = new URL(import.meta.url)
  url.search = new URLSearchParams({ day, folds: folds.href }).toString()
  return url
}
