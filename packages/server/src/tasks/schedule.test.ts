// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Row } from '../journal/index.ts'
import { taskRuns } from './projection.ts'

const eight = Date.parse('2026-11-23T08:00:00Z')
const minuteMs = 60_000

/** Folds the starts of scheduled runs, each with the log's time and the moment it was due, and gives which were refused. */
function refusedOf(starts: readonly { readonly at: number; readonly due: number }[]): readonly boolean[] {
  const rows = new Map<string, Row>()
  return starts.map(({ at, due }, index) => {
    const data = { run: `run-${index}`, task: 'report', agent: 'reporter', scheduled: true, due }
    try {
      const changes = taskRuns.apply({ index, at, kind: 'task.started', data }, (table, ...key) =>
        rows.get(table + key),
      )
      for (const change of changes)
        if ('put' in change) rows.set(change.put + (change.row.run ?? change.row.task), change.row)
      return false
    } catch {
      return true
    }
  })
}

it('a schedule fires once, also where clocks differ by a minute, or a process stood still when it was due', () => {
  const refused = refusedOf([
    { at: eight + 20, due: eight },
    { at: eight + minuteMs + 20, due: eight },
    { at: eight + 5 * minuteMs, due: eight },
    { at: eight + 5 * minuteMs, due: eight + 5 * minuteMs },
    // Of one whose clock is behind.
    { at: eight + 6 * minuteMs, due: eight + 4 * minuteMs },
  ])
  assert.deepEqual(refused, [false, true, true, false, true])
})
