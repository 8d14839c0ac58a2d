// SPDX-License-Identifier: EUPL-1.2
// Runs as people see them: of tasks, and of agents that ask for a run of their own.
import type { z } from '@hono/zod-openapi'
import { integer, type Row, text } from '../journal/index.ts'
import { namedIn } from './named.ts'
import type { runFilter, runSummary } from './schemas/call.ts'
import { nextOf, pageLength } from './schemas/page.ts'
import type { Services } from './services.ts'

type RunSummary = z.output<typeof runSummary>

/** A task's run is known to the gate from its first call on. */
const atGate = `SELECT r.id, r.agent, r.started_at, r.active_at, t.task, t.state, t.changed_at
  FROM runs r LEFT JOIN task_runs t ON t.run = r.id`
const beforeFirstCall = `SELECT t.run AS id, t.agent, t.started_at, t.started_at AS active_at, t.task, t.state, t.changed_at
  FROM task_runs t WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = t.run)`

/** Those that were active last come first: all or those of one agent, from the start or after the run with that id. */
export async function listRuns(
  services: Services,
  { agent, after }: z.output<typeof runFilter>,
): Promise<{ readonly runs: readonly RunSummary[]; readonly next?: string }> {
  const { journal } = services
  const last = after === undefined ? undefined : await findRow(services, after)
  if (after !== undefined && last === undefined) return { runs: [] }
  const before = last === undefined ? [Number.MAX_SAFE_INTEGER, ''] : [integer(last, 'active_at'), text(last, 'id')]
  const ofAgent = agent === undefined ? [] : [agent]
  const rows = await journal.query(
    `${atGate} WHERE (r.active_at, r.id) < ($1, $2)${agent === undefined ? '' : ' AND r.agent = $3'}
      ORDER BY r.active_at DESC, r.id DESC LIMIT ${pageLength}`,
    ...[...before, ...ofAgent],
  )
  // Nearly every run is known to the gate; the others are searched for no further back than this page goes.
  const oldest = rows.length < pageLength ? undefined : rows.at(-1)
  const waiting = await journal.query(
    `${beforeFirstCall} AND (t.started_at, t.run) < ($1, $2) AND t.started_at >= $3${agent === undefined ? '' : ' AND t.agent = $4'}
      ORDER BY t.started_at DESC, t.run DESC LIMIT ${pageLength}`,
    ...[...before, oldest === undefined ? 0 : integer(oldest, 'active_at'), ...ofAgent],
  )
  const runs = [...rows, ...waiting].map((row) => summaryOf(services, row))
  const page = (waiting.length === 0 ? runs : runs.sort(byActivity)).slice(0, pageLength)
  return { runs: page, ...nextOf(page) }
}

/** In the order in which the database sorts them. */
function byActivity(one: RunSummary, other: RunSummary): number {
  return other.activeAt - one.activeAt || (one.id < other.id ? 1 : -1)
}

export async function findRun(services: Services, id: string): Promise<RunSummary | undefined> {
  const row = await findRow(services, id)
  return row === undefined ? undefined : summaryOf(services, row)
}

async function findRow({ journal }: Services, id: string): Promise<Row | undefined> {
  return (await journal.query(`${atGate} WHERE r.id = $1 UNION ALL ${beforeFirstCall} AND t.run = $1`, id))[0]
}

function summaryOf({ organisation, tasks }: Services, row: Row): RunSummary {
  const place = { id: text(row, 'id'), agent: namedIn(organisation().agents, text(row, 'agent')) }
  const times = { startedAt: integer(row, 'started_at'), activeAt: integer(row, 'active_at') }
  if (row.task === null) return { ...place, ...times, state: stateAt(times.activeAt) }
  const [id, state] = [text(row, 'task'), text(row, 'state')]
  const isOver = state === 'done' || state === 'failed'
  return {
    ...place,
    state,
    task: { id, name: tasks.list().find((task) => task.id === id)?.name ?? id },
    ...times,
    ...(isOver ? { endedAt: integer(row, 'changed_at') } : {}),
  }
}

/** A day, which is how long a run key lasts, and an hour, because activity is recorded by the hour. */
const quietAfterMs = 25 * 3_600_000

/** An outside agent never says that it is done, and a quiet run may continue. */
function stateAt(activeAt: number): string {
  return Date.now() - activeAt > quietAfterMs ? 'quiet' : 'running'
}
