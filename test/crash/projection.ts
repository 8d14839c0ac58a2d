// SPDX-License-Identifier: EUPL-1.2
// The lab's own room: sums, and the last number of each series, so that a fold that lost or doubled an entry shows.
import { integer, type Projection } from '../../packages/server/src/journal/index.ts'

const counters: Projection = {
  room: 'lab',
  tables: [{ name: 'lab_counters', columns: { name: 'TEXT', total: 'BIGINT', entries: 'BIGINT' }, key: ['name'] }],
  kinds: ['lab.counted'],
  needs: ({ data }) => [{ table: 'lab_counters', key: [String(data.name)] }],
  apply: ({ data }, rows) => {
    const name = String(data.name)
    const row = rows('lab_counters', name)
    const before =
      row === undefined ? { total: 0, entries: 0 } : { total: integer(row, 'total'), entries: integer(row, 'entries') }
    return [{ put: 'lab_counters', row: { name, total: before.total + Number(data.by), entries: before.entries + 1 } }]
  },
}

export const projections: readonly Projection[] = [counters]
