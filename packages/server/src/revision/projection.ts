// SPDX-License-Identifier: EUPL-1.2
import { type Change, Conflict, type Entry, isObject, type Projection, type Rows } from '../journal/index.ts'

/** Which entry holds the text of each version of the rules, and how often a shadow would have decided otherwise. */
export const revisions: Projection = {
  room: 'revision',
  tables: [
    { name: 'policy_versions', columns: { digest: 'TEXT', entry: 'BIGINT', at: 'BIGINT' }, key: ['digest'] },
    { name: 'shadows', columns: { policy: 'TEXT', decisions: 'BIGINT' }, key: ['policy'] },
    {
      name: 'shadow_differences',
      columns: { policy: 'TEXT', was: 'TEXT', would: 'TEXT', rules: 'TEXT', count: 'BIGINT', calls: 'TEXT' },
      key: ['policy', 'was', 'would', 'rules'],
    },
  ],
  kinds: ['organisation.loaded', 'call.allowed', 'call.denied', 'call.held'],
  needs: (entry) => {
    const version = versionIn(entry)
    if (version !== undefined) return [{ table: 'policy_versions', key: [version] }]
    const seen = shadowIn(entry)
    if (seen === undefined) return []
    const { policy, was, would, rules } = seen
    const decisions = { table: 'shadows', key: [policy] }
    if (would === undefined) return [decisions]
    return [decisions, { table: 'shadow_differences', key: [policy, was, would, rules] }]
  },
  apply: (entry, rows) => {
    const { index, at } = entry
    const digest = versionIn(entry)
    if (digest === undefined) return counted(entry, rows)
    // The first load of a version holds its text; later loads of the same version add nothing.
    if (rows('policy_versions', digest) !== undefined) return []
    return [{ put: 'policy_versions', row: { digest, entry: index, at } }]
  },
}

/** The version whose text this load holds; undefined for loads from before texts were kept. */
function versionIn({ kind, data }: Entry): string | undefined {
  const isHeld = kind === 'organisation.loaded' && data.texts === true
  return isHeld && typeof data.policies === 'string' ? data.policies : undefined
}

const wasOf: ReadonlyMap<string, string> = new Map([
  ['call.allowed', 'allow'],
  ['call.denied', 'deny'],
  ['call.held', 'hold'],
])

const maxExamples = 5

function shadowIn({ kind, data }: Entry) {
  const was = wasOf.get(kind)
  if (was === undefined || data.shadow === undefined) return undefined
  const { policy, effect: would, rules = [] } = isObject(data.shadow) ? data.shadow : {}
  const isNamed = Array.isArray(rules) && rules.every((rule) => typeof rule === 'string')
  if (typeof policy !== 'string' || !(would === undefined || typeof would === 'string') || !isNamed) {
    throw new Conflict('malformed', 'an entry tells of a shadow in another shape')
  }
  return { policy, was, would, rules: JSON.stringify(rules) }
}

function counted(entry: Entry, rows: Rows): readonly Change[] {
  const seen = shadowIn(entry)
  if (seen === undefined) return []
  const { policy, was, would, rules } = seen
  const decisions = Number(rows('shadows', policy)?.decisions ?? 0) + 1
  const total: Change = { put: 'shadows', row: { policy, decisions } }
  if (would === undefined) return [total]
  const before = rows('shadow_differences', policy, was, would, rules)
  const examples: readonly unknown[] = JSON.parse(String(before?.calls ?? '[]'))
  const calls = JSON.stringify(examples.length < maxExamples ? [...examples, entry.data.call] : examples)
  const row = { policy, was, would, rules, count: Number(before?.count ?? 0) + 1, calls }
  return [total, { put: 'shadow_differences', row }]
}
