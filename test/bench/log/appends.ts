// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path'
import { type Driven, drive, median } from './callers.ts'
import { type BenchJournal, openFile, openJournal, openSqlite } from './stores.ts'

export interface Appends {
  readonly appendsPerSecond: number
  readonly rawAppendsPerSecond: number
  readonly sqliteAppendsPerSecond: number
  /** With 16 callers, to a receipt in hand and to the word that the entry is durable. */
  readonly p50Ms: number
  readonly p50DurableMs: number
  readonly rawP50Ms: number
}

/** Each round measures every store once, in turn, so that what else the machine does meets all of them. */
export async function measureAppends(folder: string, rounds: number, total: number): Promise<Appends> {
  const journalFolder = join(folder, 'journal')
  const journal = await openJournal(journalFolder)
  const raw = await openFile(join(folder, 'raw'))
  const sqlite = await openSqlite(join(folder, 'sqlite'), journalFolder)
  const measured: Record<string, Driven[]> = {}
  const measure = async (name: string, callers: number, ask: () => Promise<unknown>): Promise<void> => {
    const driven = await drive(callers, callers === 64 ? total : total / 4, ask)
    measured[name] = [...(measured[name] ?? []), driven]
  }
  const stores: [string, number, () => Promise<unknown>][] = [
    ['journal', 64, () => journal.append()],
    ['raw', 64, () => raw.append()],
    ['sqlite', 64, () => sqlite.append()],
    ['receipt16', 16, () => journal.appendForReceipt()],
    ['journal16', 16, () => journal.append()],
    ['raw16', 16, () => raw.append()],
  ]
  // The first round warms and isn't counted.
  for (const [, callers, ask] of stores) await drive(callers, total / 4, ask)
  for (let round = 0; round < rounds; round++) for (const store of stores) await measure(...store)
  for (const store of [journal, raw, sqlite]) await store.close()
  const perSecond = (name: string): number => median((measured[name] ?? []).map((driven) => driven.perSecond))
  const p50Ms = (name: string): number => median((measured[name] ?? []).map((driven) => driven.p50Ms))
  return {
    appendsPerSecond: perSecond('journal'),
    rawAppendsPerSecond: perSecond('raw'),
    sqliteAppendsPerSecond: perSecond('sqlite'),
    p50Ms: p50Ms('receipt16'),
    p50DurableMs: p50Ms('journal16'),
    rawP50Ms: p50Ms('raw16'),
  }
}

/**
 * What one append costs in a log of a million entries, over what it costs in a log of a thousand: the median of rounds in
 * which both are asked in turn. The small log is a new one each round, so that it stays small.
 */
export async function measureGrowth(
  folder: string,
  size: number,
  onProgress: (entries: number) => void,
): Promise<number> {
  const large = await openJournal(join(folder, 'large'))
  const step = 10_000
  for (let entries = 0; entries < size; entries += step) {
    await drive(64, step, () => large.append())
    onProgress(entries + step)
  }
  const ratios: number[] = []
  for (let round = 0; round < 9; round++) {
    const small = await openJournal(join(folder, `small-${round}`))
    await drive(64, 1000, () => small.append())
    const cost = async (journal: BenchJournal): Promise<number> =>
      1 / (await drive(64, 2000, () => journal.append())).perSecond
    // In both orders, so that neither always has the quieter half.
    const [first, second] = round % 2 === 0 ? [large, small] : [small, large]
    const costs = [await cost(first), await cost(second)] as const
    ratios.push(round % 2 === 0 ? costs[0] / costs[1] : costs[1] / costs[0])
    await small.close()
  }
  await large.close()
  return median(ratios)
}
