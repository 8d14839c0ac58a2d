// SPDX-License-Identifier: EUPL-1.2
import { isObject, type JsonValue, type Projection } from '../journal/index.ts'

/** Who erased what, and on what ground. Everybody can see it, so that nobody's evidence disappears in silence. */
export const erasures: Projection = {
  room: 'subjects',
  tables: [
    {
      name: 'erasures',
      columns: {
        entry: 'BIGINT',
        at: 'BIGINT',
        kind: 'TEXT',
        run: 'TEXT',
        basis: 'TEXT',
        entries: 'BIGINT',
        by_person: 'TEXT',
      },
      key: ['entry'],
      indexes: [['run']],
    },
  ],
  kinds: ['subject.erased'],
  needs: () => [],
  apply: ({ index, at, data }) => {
    const { of, run, basis, entries, by } = isObject(data) ? data : {}
    const row = { entry: index, at, kind: told(of), run: told(run), basis: told(basis) ?? '' }
    return [
      { put: 'erasures', row: { ...row, entries: typeof entries === 'number' ? entries : null, by_person: told(by) } },
    ]
  },
}

function told(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}
