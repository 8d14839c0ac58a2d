// SPDX-License-Identifier: EUPL-1.2
import { type Change, Conflict, type Entry, type Projection, type Row } from '../journal/index.ts'

/** Runs of tasks: how far each has come and what it waits for. */
export const taskRuns: Projection = {
  room: 'tasks',
  tables: [
    {
      name: 'task_runs',
      columns: {
        run: 'TEXT',
        task: 'TEXT',
        agent: 'TEXT',
        state: 'TEXT',
        step: 'BIGINT',
        step_entry: 'BIGINT',
        waits_for: 'TEXT',
        started_at: 'BIGINT',
        changed_at: 'BIGINT',
        process: 'TEXT',
      },
      key: ['run'],
      indexes: [['state'], ['started_at'], ['agent', 'started_at']],
    },
    { name: 'task_schedules', columns: { task: 'TEXT', due_at: 'BIGINT' }, key: ['task'] },
  ],
  kinds: ['task.started', 'task.taken', 'task.step', 'task.parked', 'task.resumed', 'task.finished'],
  needs: ({ data }: Entry) => {
    const run = { table: 'task_runs', key: [String(data.run)] }
    return isScheduled(data) ? [run, { table: 'task_schedules', key: [String(data.task)] }] : [run]
  },
  apply: ({ kind, data, at, index }, rows) => {
    const run = String(data.run)
    const row = rows('task_runs', run)
    if (kind === 'task.started') {
      if (row !== undefined) throw new Conflict('run-known', `the run ${run} was started before`)
      const task = String(data.task)
      const times = { started_at: at, changed_at: at }
      const fresh = { run, task, agent: String(data.agent), state: 'running', step: 0, step_entry: null }
      return [
        { put: 'task_runs', row: { ...fresh, waits_for: null, ...times, process: processOf(data) } },
        ...(isScheduled(data) ? fired(task, dueOf(data) ?? at, rows('task_schedules', task)) : []),
      ]
    }
    if (row === undefined || row.state === 'done' || row.state === 'failed') {
      throw new Conflict('run-not-live', `the run ${run} is not under way`)
    }
    if (kind === 'task.taken') return taken(data, row)
    // A process that hung and was taken for dead must not go on beside the one that took over its run.
    if (row.process !== processOf(data)) throw new Conflict('run-taken', `another process carries out the run ${run}`)
    const changed = { ...row, changed_at: at }
    switch (kind) {
      case 'task.step':
        return [
          {
            put: 'task_runs',
            row: { ...changed, state: 'running', waits_for: null, step: Number(data.step), step_entry: index },
          },
        ]
      case 'task.parked':
        return [{ put: 'task_runs', row: { ...changed, state: 'parked', waits_for: JSON.stringify(data.waitsFor) } }]
      case 'task.resumed':
        return [{ put: 'task_runs', row: { ...changed, state: 'running', waits_for: null } }]
      case 'task.finished':
        return [{ put: 'task_runs', row: { ...changed, state: String(data.state), waits_for: null } }]
      default:
        return []
    }
  },
}

type Data = Entry['data']

/** The process that carries out the run; null where the log is not shared. */
function processOf({ process }: Data): string | null {
  return process === undefined ? null : String(process)
}

function isScheduled({ scheduled }: Data): boolean {
  return scheduled === true
}

/** The moment set by the schedule; entries of earlier versions lack it. */
function dueOf({ due }: Data): number | undefined {
  return typeof due === 'number' ? due : undefined
}

/**
 * Each process that shares the log has the schedule, and the first to append starts the run. Compared by the moment it
 * was due: clocks may differ by a minute, and a process that hung may come later.
 */
function fired(task: string, due: number, last: Row | undefined): readonly Change[] {
  if (last !== undefined && due <= Number(last.due_at)) {
    throw new Conflict('schedule-fired', `the schedule of ${task} has fired already`)
  }
  return [{ put: 'task_schedules', row: { task, due_at: due } }]
}

function taken(data: Data, row: Row): readonly Change[] {
  if (row.process !== (data.from ?? null)) throw new Conflict('run-taken', 'another process has taken the run')
  return [{ put: 'task_runs', row: { ...row, process: processOf(data) } }]
}
