// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Journal, text } from '../../journal/index.ts'

/** Repeats the condition of the index of calls that did not end, so that the database skips those that did. */
const openSql = `SELECT id, run, process FROM calls WHERE state = 'allowed' AND state <> 'ended' ORDER BY entry`

/**
 * When a process is gone and its call has an intent in the log without an outcome, the call was under way when the
 * process died. Nobody knows how it ended, and the log says so (P2). Done before the gate opens, and now and then where
 * processes share a log. Returns how many there were.
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
