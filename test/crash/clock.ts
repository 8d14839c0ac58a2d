// SPDX-License-Identifier: EUPL-1.2
// The lab's folds for a journal whose days pass by its work: the thread that loads them finds three hours gone at each
// look at its clock, and so at each transaction. All of it lies in the past of this machine: whoever recovers what a crash
// left comes after it.
export { projections } from './projection.ts'

const [hourMs, dayMs] = [3_600_000, 86_400_000]
/** More than the transactions of one life take. */
const daysOfLife = 200

const life = new URL(import.meta.url).searchParams.get('life')
if (life !== null) {
  let at = Date.parse('2000-01-01') + Number(life) * daysOfLife * dayMs
  Date.now = () => {
    at += 3 * hourMs
    return at
  }
}

/** What `Journal.open` takes in the so-manieth life of a process on one folder. */
export function projectionsOf(life: number): URL {
  return new URL(`?life=${life}`, import.meta.url)
}

export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
