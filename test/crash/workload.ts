// SPDX-License-Identifier: EUPL-1.2
// What the crash lab asks of a journal: entries, sealed fields, pseudonyms and erasures, made from numbers, so that
// whoever reads a recovered log knows what each entry must hold.
import type { EntryDraft, PrivateField } from '../../packages/server/src/journal/index.ts'

export const origin = 'crash.sluis.invalid/log'
export const projections = new URL('./projection.ts', import.meta.url)

export type Step = { readonly append: number } | { readonly erase: string } | { readonly pseudonymOf: string }

/** One life of a process on the data folder: steps of one burst are asked for at once. */
export interface Session {
  readonly bursts: readonly (readonly Step[])[]
  /**
   * How it ends: closed as it should; killed when the first answer of the last burst arrives; or killed as it asks for
   * its so-manieth sync after opening, when what it wrote is seen by the next process and is on no disk.
   */
  readonly end: 'closed' | 'killed' | { readonly killedAtSync: number }
}

/** The entry of a number. One in three has sealed fields; customers come back, and some are erased in between. */
export function draftOf(n: number): EntryDraft {
  const customer = `customer:${n % 11}`
  const fields: PrivateField[] = []
  if (n % 3 === 0) fields.push({ name: 'note', value: { n, text: `what ${customer} said` }, subject: customer })
  if (n % 6 === 0) {
    fields.push({ name: 'request', value: n, subject: `run:${n % 4}`, parts: [`part ${n % 5}`, 'the same text'] })
  }
  return {
    kind: 'lab.counted',
    data: { n, name: `counter ${n % 7}`, by: 1 + (n % 3) },
    private: fields,
    ...(n % 2 === 0 ? { series: `agent:${n % 5}` } : {}),
  }
}

/** Bursts of one, a few and many callers in turn, from the entry numbered `from` on. */
function bursts(from: number, count: number): Step[][] {
  const sizes = [1, 1, 2, 1, 5, 1, 1, 8]
  const made: Step[][] = []
  for (let at = 0, n = from; at < count; at++) {
    const burst = Array.from({ length: sizes[at % sizes.length] ?? 1 }, () => ({ append: n++ }))
    made.push(at % 9 === 4 ? [{ pseudonymOf: `person:${at}` }, ...burst] : burst)
    if (at % 13 === 7) made.push([{ erase: `customer:${at % 11}` }, { append: n++ }])
  }
  return made
}

const unsynced = (from: number, syncs: readonly number[]): Session[] =>
  syncs.map((killedAtSync, at) => ({ bursts: bursts(from + 100 * at, 9), end: { killedAtSync } }))

/** A key that one process made and could not sync, and that the next one uses as it found it. */
const unsyncedKeys = (from: number, syncs: readonly number[]): Session[] =>
  syncs.flatMap((killedAtSync, at): Session[] => {
    const asked: Step = { pseudonymOf: `person:unsynced-${from + at}` }
    return [
      { bursts: [[asked], [{ append: from + 3 * at + 1 }]], end: { killedAtSync } },
      { bursts: [[asked], [{ append: from + 3 * at + 2 }]], end: 'killed' },
    ]
  })

/** Each end after each beginning, and one life that is long enough to move SQLite's log file into its database. */
export const longWorkload: readonly Session[] = [
  { bursts: bursts(0, 12), end: 'killed' },
  { bursts: bursts(1000, 9), end: 'closed' },
  { bursts: bursts(2000, 150), end: 'killed' },
  { bursts: bursts(3000, 6), end: 'killed' },
  { bursts: [], end: 'closed' },
  { bursts: bursts(4000, 14), end: 'closed' },
  { bursts: [], end: 'killed' },
  ...unsynced(5000, [1, 2, 3, 4, 5, 6]),
  ...unsyncedKeys(5901, [3, 4, 5, 6]),
  { bursts: bursts(6000, 8), end: 'killed' },
]

export const shortWorkload: readonly Session[] = [
  { bursts: bursts(0, 6), end: 'killed' },
  { bursts: bursts(1000, 9), end: 'closed' },
  { bursts: [], end: 'killed' },
  ...unsynced(2000, [1, 2]),
  ...unsyncedKeys(2901, [4, 5]),
  { bursts: bursts(3000, 3), end: 'killed' },
]
