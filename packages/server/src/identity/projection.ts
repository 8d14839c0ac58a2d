// SPDX-License-Identifier: EUPL-1.2
import { type Change, Conflict, type Entry, type Projection, text } from '../journal/index.ts'
import type { Credential } from './credentials.ts'

/** Two, so that a key can be replaced without a moment in which none works. */
export const maxLiveKeys = 2

/**
 * Stands for whoever runs the machine, where no person asked for the key: at the first start, or when nobody has one
 * left.
 */
export const machine = 'machine'

type LiveKey = Pick<Credential, 'id' | 'expiresAtMs'>

/**
 * Which keys of agents and people are in force. Two rules are enforced here, however many requests arrive at once and at
 * whichever process: nobody has more than two keys, and nobody makes a key for another person who already has one.
 * Entries from before `by` existed are accepted, and don't count for the second rule.
 */
export const keys: Projection = {
  room: 'identity',
  tables: [
    {
      name: 'keys',
      columns: {
        id: 'TEXT',
        kind: 'TEXT',
        principal: 'TEXT',
        issued_at: 'BIGINT',
        issued_by: 'TEXT',
        expires_at: 'BIGINT',
      },
      key: ['id'],
    },
    { name: 'key_holders', columns: { kind: 'TEXT', principal: 'TEXT', live: 'TEXT' }, key: ['kind', 'principal'] },
  ],
  kinds: ['key.issued', 'key.revoked'],
  needs: ({ data }) => {
    const parent = data.from === undefined ? [] : [{ table: 'keys', key: [String(data.from)] }]
    if (data.for === 'run') return parent
    const holder = data.by === undefined ? [] : [{ table: 'key_holders', key: holderOf(data) }]
    return [{ table: 'keys', key: [String(data.key)] }, ...holder]
  },
  apply: ({ kind, data, at }, rows) => {
    const id = String(data.key)
    if (data.for === 'run') {
      // Read at the last moment, so that a key that another process just revoked makes no more runs.
      const isOver = data.from !== undefined && rows('keys', String(data.from)) === undefined
      if (isOver) throw new Conflict('key-ended', `the key ${data.from} was revoked`)
      return []
    }
    const [of, principal] = holderOf(data)
    const row = data.by === undefined ? undefined : rows('key_holders', of, principal)
    const before = row === undefined ? [] : liveIn(text(row, 'live'))
    const live = before.filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > at)
    const held = (ids: readonly LiveKey[]): readonly Change[] =>
      data.by === undefined ? [] : [{ put: 'key_holders', row: { kind: of, principal, live: JSON.stringify(ids) } }]
    if (kind === 'key.revoked') {
      return [{ delete: 'keys', key: [id] }, ...held(live.filter((one) => one.id !== id))]
    }
    refuseMore(data, live.length)
    const expired = before.filter((one) => !live.includes(one))
    const expiresAtMs = data.expiresAtMs === undefined ? null : Number(data.expiresAtMs)
    const by = data.by === undefined ? null : String(data.by)
    return [
      ...expired.map((one): Change => ({ delete: 'keys', key: [one.id] })),
      { put: 'keys', row: { id, kind: of, principal, issued_at: at, issued_by: by, expires_at: expiresAtMs } },
      ...held([...live, { id, expiresAtMs }]),
    ]
  },
}

function refuseMore({ by, for: of, principal }: Entry['data'], live: number): void {
  if (by === undefined) return
  if (live >= maxLiveKeys) throw new Conflict('keys-enough', `${maxLiveKeys} keys of ${principal} are in force`)
  // With a second key beside the one its holder uses, somebody else could act in their name without being noticed.
  const isForAnother = of === 'person' && by !== principal && by !== machine
  if (isForAnother && live > 0) throw new Conflict('key-held', `${principal} has a key`)
}

function holderOf({ for: of, principal }: Entry['data']): readonly [kind: string, principal: string] {
  return [String(of), String(principal)]
}

function liveIn(stored: string): readonly LiveKey[] {
  return JSON.parse(stored)
}
