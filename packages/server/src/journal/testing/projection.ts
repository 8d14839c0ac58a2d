// SPDX-License-Identifier: EUPL-1.2
// A room for the journal's own tests: counters that may not fall below zero.
import { Conflict } from '../error.ts'
import { integer, type Projection } from '../projection.ts'

const counters: Projection = {
  room: 'test',
  tables: [{ name: 'counters', columns: { name: 'TEXT', total: 'BIGINT' }, key: ['name'] }],
  kinds: ['counter.added'],
  needs: ({ data }) => [{ table: 'counters', key: [String(data.name)] }],
  apply: ({ data }, rows) => {
    const name = String(data.name)
    if (name === 'defect') throw new TypeError('a defect of the room')
    const row = rows('counters', name)
    const total = (row === undefined ? 0 : integer(row, 'total')) + Number(data.by)
    if (total < 0) throw new Conflict('below-zero', `${name} would fall below zero`)
    return [{ put: 'counters', row: { name, total } }]
  },
}

export const projections: readonly Projection[] = [counters]
