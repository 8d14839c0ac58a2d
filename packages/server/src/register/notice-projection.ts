// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Entry, type Projection } from '../journal/index.ts'

/** Signs of work that Annex III names, each once for a system and a point. */
export const notices: Projection = {
  room: 'register',
  tables: [
    {
      name: 'register_notices',
      columns: { system: 'TEXT', point: 'TEXT', seen: 'TEXT', at: 'BIGINT', entry: 'BIGINT' },
      key: ['system', 'point'],
    },
  ],
  kinds: ['system.noticed'],
  needs: (entry) => pointsOf(entry).map((point) => ({ table: 'register_notices', key: [systemOf(entry), point] })),
  apply: (entry, rows) => {
    const system = systemOf(entry)
    const fresh = pointsOf(entry).filter((point) => rows('register_notices', system, point) === undefined)
    if (fresh.length === 0) throw new Conflict('notice-known', `${system} was noticed before`)
    const { at, index } = entry
    const seen = String(entry.data.seen)
    return fresh.map((point) => ({ put: 'register_notices', row: { system, point, seen, at, entry: index } }))
  },
}

function systemOf({ data }: Entry): string {
  return String(data.system)
}

function pointsOf({ data }: Entry): readonly string[] {
  return Array.isArray(data.points) ? data.points.map(String) : []
}
