// SPDX-License-Identifier: EUPL-1.2
import { type Entry, isObject, type JsonValue, listIn, type Projection } from '../journal/index.ts'

/**
 * Who handed what to somebody outside, and about what that was: the recipients of whom GDPR art. 15(1)(c) and 19 speak.
 * `about` is `entry:12`, `run:run-1f0c`, or `name:` with the pseudonym of somebody who was named.
 */
export const exhibits: Projection = {
  room: 'exhibits',
  tables: [
    {
      name: 'exhibits',
      columns: { entry: 'BIGINT', id: 'TEXT', at: 'BIGINT', by_person: 'TEXT', handed: 'TEXT' },
      key: ['entry'],
      isOver: () => true,
    },
    {
      name: 'exhibit_about',
      columns: { about: 'TEXT', exhibit: 'BIGINT' },
      key: ['about', 'exhibit'],
      isOver: () => true,
    },
  ],
  kinds: ['exhibit.made'],
  needs: () => [],
  apply: ({ index, at, data }) => {
    const handed = JSON.stringify(data.entries ?? [])
    const row = { entry: index, id: told(data.exhibit), at, by_person: told(data.by), handed }
    return [
      { put: 'exhibits', row },
      ...aboutOf(data).map((about) => ({ put: 'exhibit_about', row: { about, exhibit: index } })),
    ]
  },
}

function aboutOf({ entries, runs, names }: Entry['data']): readonly string[] {
  const handed = listIn(entries).flatMap((one) => (isObject(one) ? [`entry:${Number(one.entry)}`] : []))
  const named = listIn(names).map((pseudonym) => `name:${pseudonym}`)
  return [...new Set([...handed, ...named, ...listIn(runs).map((run) => `run:${run}`)])]
}

function told(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}
