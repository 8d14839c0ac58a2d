// SPDX-License-Identifier: EUPL-1.2
// What the crash lab asks of a journal: entries, sealed fields, pseudonyms, erasures and days that go, made from numbers,
// so that whoever reads a recovered log knows what each entry must hold.
import type { EntryDraft, PrivateField } from '../../packages/server/src/journal/index.ts'

export const origin = 'crash.sluis.invalid/log'
/** More than any process gets to do before it is killed. */
export const numbersPerLife = 1_000_000

/** Entries from this number on seal more than one transaction sweeps. */
const large = 9_000_000
const muchText = 'as much as a busy day '.repeat(200_000)

export type Step =
  | { readonly append: number }
  | { readonly erase: string }
  | { readonly pseudonymOf: string }
  /** So many of the oldest days of runs, if they are over. */
  | { readonly letGo: number }

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
    const parts = [`part ${n % 5}`, 'the same text', ...(n < large ? [] : [muchText])]
    fields.push({ name: 'request', value: n, subject: `run:${n % 4}`, parts })
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
    if (at % 9 === 5) made.push([{ letGo: 1 }, { append: n++ }])
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
const long: readonly Session[] = [
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

const short: readonly Session[] = [
  { bursts: bursts(0, 6), end: 'killed' },
  { bursts: bursts(1000, 9), end: 'closed' },
  { bursts: [], end: 'killed' },
  ...unsynced(2000, [1, 2]),
  ...unsyncedKeys(2901, [4, 5]),
  { bursts: bursts(3000, 3), end: 'killed' },
]

/** Days that are let go, by a process that dies at each of its next syncs, and by those that come after it. */
const letGo = (from: number, syncs: readonly number[], isLarge: boolean): Session[] =>
  syncs.flatMap((killedAtSync, at): Session[] => {
    const n = from + 240 * at
    // One run and one day: what is large is swept first, and the rest by the next transaction.
    const busy: Step[][] = [
      ...(isLarge ? [[{ append: large + n }]] : []),
      [{ append: n }, { append: n + 12 }, { append: n + 24 }],
    ]
    return [
      { bursts: [...busy, ...bursts(n + 100, 5)], end: at % 2 === 0 ? 'killed' : 'closed' },
      { bursts: [[{ letGo: 9 }], ...bursts(n + 150, 3)], end: { killedAtSync } },
    ]
  })

/** Content that goes by term, and little else. */
const terms: readonly Session[] = [
  ...letGo(12_000, [1, 2, 3, 4, 5, 6, 7, 8], false),
  { bursts: [...bursts(20_004, 9), [{ erase: 'run:0' }, { append: 20_040 }], [{ letGo: 2 }]], end: 'closed' },
  ...letGo(24_000, [5, 6, 7], true),
  { bursts: [[{ letGo: 30 }], ...bursts(30_000, 6)], end: 'closed' },
]

export type WorkloadName = 'long' | 'short' | 'terms'
export const workloads: Readonly<Record<WorkloadName, readonly Session[]>> = { long, short, terms }
