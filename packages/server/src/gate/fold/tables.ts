// SPDX-License-Identifier: EUPL-1.2
import type { Table } from '../../journal/index.ts'
import { partColumns } from './labels.ts'
import { mailedTable } from './mailed.ts'

export const tables: readonly Table[] = [
  {
    name: 'runs',
    columns: {
      id: 'TEXT',
      agent: 'TEXT',
      system: 'TEXT',
      labels: 'TEXT',
      removed: 'TEXT',
      started_at: 'BIGINT',
      /**
       * When the first call in the hour of the newest one was made. Writing it with each call would cost as much as
       * writing the call.
       */
      active_at: 'BIGINT',
    },
    key: ['id'],
    indexes: [
      ['active_at', 'id'],
      ['agent', 'active_at', 'id'],
    ],
  },
  {
    name: 'calls',
    columns: {
      id: 'TEXT',
      run: 'TEXT',
      agent: 'TEXT',
      number: 'BIGINT',
      action: 'TEXT',
      resource: 'TEXT',
      state: 'TEXT',
      outcome: 'TEXT',
      reason: 'TEXT',
      rules: 'TEXT',
      case_id: 'TEXT',
      request_key: 'TEXT',
      digest: 'TEXT',
      message_id: 'TEXT',
      repeatable: 'BIGINT',
      labels: 'TEXT',
      process: 'TEXT',
      entry: 'BIGINT',
      outcome_entry: 'BIGINT',
      at: 'BIGINT',
      ...partColumns,
    },
    key: ['id'],
    // These indexes hold hardly any of all calls: most ended well, and nobody asks for them by that. The database uses
    // such an index only for a question that repeats its condition literally, even when it asks for one other state or
    // outcome.
    indexes: [
      ['run', 'entry'],
      { on: ['state', 'entry'], where: "state <> 'ended'" },
      { on: ['outcome', 'entry'], where: "outcome <> 'done'" },
    ],
    isOver: ({ state }) => state !== 'allowed',
  },
  {
    name: 'request_keys',
    columns: { run: 'TEXT', request_key: 'TEXT', call_id: 'TEXT', asked: 'TEXT' },
    key: ['run', 'request_key'],
    isOver: () => true,
  },
  {
    name: 'unknown_calls',
    columns: { run: 'TEXT', digest: 'TEXT', call_id: 'TEXT', message_id: 'TEXT' },
    key: ['run', 'digest', 'call_id'],
  },
  mailedTable,
  { name: 'run_pseudonyms', columns: { run: 'TEXT', entry: 'BIGINT' }, key: ['run', 'entry'] },
]
