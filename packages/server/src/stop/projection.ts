// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Entry, type Projection } from '../journal/index.ts'

export const stops: Projection = {
  room: 'stop',
  tables: [
    {
      name: 'stops',
      columns: {
        id: 'TEXT',
        scope: 'TEXT',
        target: 'TEXT',
        state: 'TEXT',
        ordered_at: 'BIGINT',
        entry: 'BIGINT',
        lifted_at: 'BIGINT',
        /** A pseudonym. */
        lifted_by: 'TEXT',
        lifted_entry: 'BIGINT',
      },
      key: ['id'],
      indexes: [['state']],
    },
  ],
  kinds: ['stop.ordered', 'stop.lifted'],
  needs: ({ data }: Entry) => [{ table: 'stops', key: [String(data.stop)] }],
  apply: ({ kind, data, at, index }, rows) => {
    const id = String(data.stop)
    if (kind === 'stop.ordered') {
      if (rows('stops', id) !== undefined) throw new Conflict('stop-known', `the stop ${id} was recorded before`)
      const target = data.target === undefined ? null : String(data.target)
      const order = { id, scope: String(data.scope), target, state: 'active', ordered_at: at, entry: index }
      return [{ put: 'stops', row: { ...order, lifted_at: null, lifted_by: null, lifted_entry: null } }]
    }
    if (kind === 'stop.lifted') {
      const row = rows('stops', id)
      if (row?.state !== 'active') throw new Conflict('stop-not-active', `no active stop is called ${id}`)
      const lifted = { state: 'lifted', lifted_at: at, lifted_by: String(data.by), lifted_entry: index }
      return [{ put: 'stops', row: { ...row, ...lifted } }]
    }
    return []
  },
}
