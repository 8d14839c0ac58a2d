// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Entry, type Projection } from '../journal/index.ts'

/** Runs of tasks: how far each is and what it waits for. */
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
      },
      key: ['run'],
      indexes: [['state']],
    },
  ],
  needs: ({ kind, data }: Entry) => (kind.startsWith('task.') ? [{ table: 'task_runs', key: [String(data.run)] }] : []),
  apply: ({ kind, data, at, index }, rows) => {
    if (!kind.startsWith('task.')) return []
    const run = String(data.run)
    const row = rows('task_runs', run)
    if (kind === 'task.started') {
      if (row !== undefined) throw new Conflict('run-known', `the run ${run} was started before`)
      const fresh = { run, task: String(data.task), agent: String(data.agent), state: 'running', step: 0 }
      return [
        { put: 'task_runs', row: { ...fresh, step_entry: null, waits_for: null, started_at: at, changed_at: at } },
      ]
    }
    if (row === undefined || row.state === 'done' || row.state === 'failed') {
      throw new Conflict('run-not-live', `the run ${run} is not under way`)
    }
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
