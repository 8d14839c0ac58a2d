// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal, text } from '../../journal/index.ts'

/** Says the condition of the index of calls that did not end, so that nobody looks through those that did. */
const openSql = `SELECT id, run, process FROM calls WHERE state = 'allowed' AND state <> 'ended' ORDER BY entry`

/**
 * Calls whose intent is in the log without an outcome, and whose process is gone, were under way when it died: nobody
 * knows how they ended, and the log says so (P2). Before the gate opens, and now and then where processes share a log.
 * Returns how many there were.
 */
export async function settleLostCalls(journal: Journal): Promise<number> {
  const open = await journal.query(openSql)
  if (open.length === 0) return 0
  const alive = await journal.liveProcesses()
  const lost = open.filter(({ process }) => !alive.has(String(process)))
  const settled = await Promise.all(
    lost.map((row) =>
      journal
        .append({
          kind: 'call.ended',
          data: { call: text(row, 'id'), run: text(row, 'run'), outcome: 'unknown', labels: [] },
        })
        .then(() => true, ignoreSettled),
    ),
  )
  return settled.filter((isSettled) => isSettled).length
}

/** Another process found it first. */
function ignoreSettled(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}
