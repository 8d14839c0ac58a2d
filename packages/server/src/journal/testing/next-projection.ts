// SPDX-License-Identifier: EUPL-1.2
// The test room as a later version of Sluis has it: it also counts how often each counter was added to.
import { integer, type Projection } from '../fold/projection.ts'
import { projections as before } from './projection.ts'

const times: Projection = {
  room: 'test-times',
  tables: [{ name: 'times', columns: { name: 'TEXT', count: 'BIGINT' }, key: ['name'] }],
  kinds: ['counter.added'],
  needs: ({ data }) => [{ table: 'times', key: [String(data.name)] }],
  apply: ({ data }, rows) => {
    const name = String(data.name)
    const row = rows('times', name)
    return [{ put: 'times', row: { name, count: (row === undefined ? 0 : integer(row, 'count')) + 1 } }]
  },
}

export const projections: readonly Projection[] = [...before, times]
