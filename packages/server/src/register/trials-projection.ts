// SPDX-License-Identifier: EUPL-1.2
import type { Entry, JsonValue, Projection } from '../journal/index.ts'

/**
 * Tests of the organisation's own controls: drills, and replays of past decisions by other rules. Decisions refer to
 * them.
 */
export const trials: Projection = {
  room: 'register',
  tables: [
    {
      name: 'register_trials',
      columns: { entry: 'BIGINT', what: 'TEXT', of: 'TEXT', worst_ms: 'BIGINT', changed: 'BIGINT', at: 'BIGINT' },
      key: ['entry'],
      indexes: [['what', 'entry']],
    },
  ],
  kinds: ['drill.ended', 'policy.replayed'],
  needs: () => [],
  apply: ({ kind, data, at, index }: Entry) => {
    if (kind === 'drill.ended') {
      const row = {
        what: String(data.drill),
        of: worded(data.provider),
        worst_ms: counted(data.worstMs),
        changed: null,
      }
      return [{ put: 'register_trials', row: { entry: index, ...row, at } }]
    }
    if (kind === 'policy.replayed') {
      const changed = Number(data.decisions) - Number(data.unchanged)
      const row = { what: 'replay', of: null, worst_ms: null, changed: counted(changed) }
      return [{ put: 'register_trials', row: { entry: index, ...row, at } }]
    }
    return []
  },
}

function worded(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function counted(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : null
}
