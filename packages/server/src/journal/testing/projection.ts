// SPDX-License-Identifier: EUPL-1.2
// A room for the journal's own tests: counters that may not fall below zero, by name or by an entry's own place.
import { Conflict } from '../error.ts'
import { integer, type Projection, type Unnumbered } from '../fold/projection.ts'

const counters: Projection = {
  room: 'test',
  tables: [{ name: 'counters', columns: { name: 'TEXT', total: 'BIGINT' }, key: ['name'] }],
  kinds: ['counter.added', 'place.counted'],
  needs: (entry) => [{ table: 'counters', key: [nameOf(entry)] }],
  apply: (entry, rows) => {
    const { data } = entry
    const name = nameOf(entry)
    if (name === 'defect') throw new TypeError('a defect of the room')
    const row = rows('counters', name)
    const total = (row === undefined ? 0 : integer(row, 'total')) + Number(data.by)
    if (total < 0) throw new Conflict('below-zero', `${name} would fall below zero`)
    return [{ put: 'counters', row: { name, total } }]
  },
}

function nameOf({ kind, index, data }: Unnumbered): string {
  return kind === 'place.counted' ? `place ${index}` : String(data.name)
}

export const projections: readonly Projection[] = [counters]
