// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Entry, isObject, type JsonValue, type Projection, type Rows } from '../../journal/index.ts'

/**
 * What each route last said it served, everything that it ever said, and the changes. A route's first answer sets what
 * it serves. After that only `model.changed` changes it, so that one entry records a change that many calls see.
 */
export const servedModels: Projection = {
  room: 'upstream',
  tables: [
    {
      name: 'served_models',
      columns: { route: 'TEXT', model: 'TEXT', fingerprint: 'TEXT', entry: 'BIGINT', since: 'BIGINT' },
      key: ['route'],
    },
    {
      name: 'served_before',
      columns: { route: 'TEXT', model: 'TEXT', fingerprint: 'TEXT', entry: 'BIGINT' },
      key: ['route', 'model', 'fingerprint'],
    },
    {
      name: 'model_changes',
      columns: {
        ...{ entry: 'BIGINT', at: 'BIGINT', route: 'TEXT', call_id: 'TEXT' },
        ...{ old_model: 'TEXT', old_fingerprint: 'TEXT', model: 'TEXT', fingerprint: 'TEXT' },
      },
      key: ['entry'],
    },
  ],
  kinds: ['call.ended', 'model.changed'],
  needs: ({ kind, data }) => {
    const served = servedIn(data.served)
    if (served === undefined) return []
    const { route, model, fingerprint } = served
    const last = { table: 'served_models', key: [route] }
    return kind === 'call.ended' ? [last] : [last, { table: 'served_before', key: [route, model, fingerprint] }]
  },
  apply: (entry, rows) => {
    const served = servedIn(entry.data.served)
    if (served === undefined) return []
    if (entry.kind === 'call.ended')
      return rows('served_models', served.route) === undefined ? noted(entry, served) : []
    return changed(entry, served, rows)
  },
}

export interface Served {
  readonly route: string
  /** Empty if the provider didn't say. */
  readonly model: string
  readonly fingerprint: string
}

/** What an entry says was served; undefined when it says nothing. */
export function servedIn(value: JsonValue | undefined): Served | undefined {
  if (!isObject(value)) return undefined
  const { route, model = '', fingerprint = '' } = value
  if (typeof route !== 'string' || typeof model !== 'string' || typeof fingerprint !== 'string') return undefined
  return model === '' && fingerprint === '' ? undefined : { route, model, fingerprint }
}

/**
 * Whether this is another model than the last: by its name, or by a fingerprint that the route never gave before.
 * Providers alternate between fingerprints, and that is no news.
 */
export function isChange(last: Pick<Served, 'model'>, served: Served, wasSeen: boolean): boolean {
  return last.model !== served.model || !wasSeen
}

function changed(entry: Entry, served: Served, rows: Rows) {
  const { route, model, fingerprint } = served
  const last = rows('served_models', route)
  const wasSeen = rows('served_before', route, model, fingerprint) !== undefined
  if (last === undefined || !isChange({ model: String(last.model) }, served, wasSeen)) {
    throw new Conflict('model-known', `that ${route} serves this is known`)
  }
  const row = {
    ...{ entry: entry.index, at: entry.at, route, call_id: String(entry.data.call), model, fingerprint },
    ...{ old_model: last.model ?? '', old_fingerprint: last.fingerprint ?? '' },
  }
  return [...noted(entry, served), { put: 'model_changes', row }]
}

function noted({ index, at }: Entry, { route, model, fingerprint }: Served) {
  return [
    { put: 'served_models', row: { route, model, fingerprint, entry: index, since: at } },
    { put: 'served_before', row: { route, model, fingerprint, entry: index } },
  ]
}
