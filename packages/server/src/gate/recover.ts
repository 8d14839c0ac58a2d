// SPDX-License-Identifier: EUPL-1.2
import { type Journal, text } from '../journal/index.ts'

/**
 * Calls whose intent is in the log without an outcome were under way when the process died: nobody knows how they
 * ended, and the log says so before the gate opens (P2). Returns how many there were.
 */
export async function settleLostCalls(journal: Journal): Promise<number> {
  const lost = await journal.query("SELECT id, run FROM calls WHERE state = 'allowed' ORDER BY entry")
  await Promise.all(
    lost.map((row) =>
      journal.append({
        kind: 'call.ended',
        data: { call: text(row, 'id'), run: text(row, 'run'), outcome: 'unknown', labels: [] },
      }),
    ),
  )
  return lost.length
}
