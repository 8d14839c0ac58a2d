// SPDX-License-Identifier: EUPL-1.2
// What a process under test destroys, and what it tells of that: which keys no file may hold from then on.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Appended, Conflict, type Journal } from '../../packages/server/src/journal/index.ts'
import { tell } from './mark.ts'

/** By somebody's right. */
export async function erase(journal: Journal, subject: string): Promise<void> {
  tell({ pseudonym: { subject, pseudonym: await journal.pseudonymOf(subject) } })
  const keys = keysIn(journal.folder)
  const erased = await journal.erase(subject, 'asked')
  const isOfSubject = (name: string): boolean => name === subject || name.startsWith(`${subject}@`)
  await acknowledge(
    journal,
    erased,
    [...keys].flatMap(([name, key]) => (isOfSubject(name) ? [key] : [])),
  )
}

/** As a look at what is past its term does: first the rows that were left, then the oldest days that are over, of all runs. */
export async function letGo(journal: Journal, mostDays: number): Promise<void> {
  await journal.sweep()
  const { days } = await journal.runDays('', 5000)
  const oldest = [...new Set(days.map(({ day }) => day))].sort().slice(0, mostDays)
  for (const day of oldest) {
    await expire(
      journal,
      day,
      days.flatMap((one) => (one.day === day ? [one.run] : [])),
    )
  }
}

async function expire(journal: Journal, day: string, runs: readonly string[]): Promise<void> {
  const keys = keysIn(journal.folder)
  const told: Promise<void>[] = []
  // Whoever listens hears of it before its rows are swept: that moment counts.
  const stopListening = journal.onEntry((appended, isOurs) => {
    // Where the keys could not go, the entry stands and whoever asked is refused: nothing was promised of them yet.
    if (!isOurs) return
    const { kind, data } = appended.entry
    if (kind !== 'content.expired' || data.day !== day || !Array.isArray(data.runs)) return
    const destroyed = data.runs.flatMap((run) => keys.get(`run:${run}@${day}`) ?? [])
    told.push(acknowledge(journal, appended, destroyed))
  })
  try {
    await journal.expire(day, runs)
  } catch (error) {
    // The day goes on, or another caller was first.
    if (!(error instanceof Conflict)) throw error
  } finally {
    stopListening()
    await Promise.all(told)
  }
}

async function acknowledge(
  { log }: Journal,
  { entry, treeSize }: Appended,
  destroyed: readonly string[],
): Promise<void> {
  tell({ acknowledged: { index: entry.index, treeSize, destroyed, note: (await log.checkpoint()).note } })
}

/** All keys by the name they have in the vault, in hex; none where a disk that fails keeps them from being read. */
function keysIn(folder: string): ReadonlyMap<string, string> {
  try {
    const keys = new DatabaseSync(join(folder, 'keys.db'), { readOnly: true, timeout: 100 })
    try {
      const rows = keys.prepare('SELECT subject, HEX(key) AS key FROM subjects').all()
      return new Map(rows.map(({ subject, key }) => [String(subject), String(key)]))
    } finally {
      keys.close()
    }
  } catch {
    return new Map()
  }
}
