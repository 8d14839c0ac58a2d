// SPDX-License-Identifier: EUPL-1.2
import { type Change, Conflict, type Entry, type Projection, type Row, type Rows, text } from '../journal/index.ts'
import type { RegisterErrorCode } from './error.ts'

export { publications } from './exports/algoritmeregister/publication-projection.ts'
export { notices } from './notice-projection.ts'
export { outsideAssessments } from './outside-projection.ts'
export { traffic } from './seen-projection.ts'
export { trials } from './trials-projection.ts'

/** One person's judgement of a system as it was at `basis`; each person's newest one counts. */
export interface Judgement {
  readonly by: string
  readonly role: 'owner' | 'second'
  readonly label: string
  readonly strictest: string
  readonly isFiltered: boolean
  readonly entry: number
}

type Came = Pick<Judgement, 'label' | 'strictest' | 'isFiltered'>

/** Whether two sides, such as the facts and an assessor, came to the same class. */
export function isSameClass(one: Came, other: Came): boolean {
  return one.label === other.label && one.strictest === other.strictest && one.isFiltered === other.isFiltered
}

const maxAssessors = 20
const kinds = [
  'system.registered',
  'system.answered',
  'system.reclassified',
  'system.accepted',
  'system.assessed',
  'system.released',
  'system.declined',
  'system.withdrawn',
]

/**
 * Each registered system as it is now, the answers that people gave, and every act on it. What a release requires is
 * checked here, where the order of the log is made: nobody can release a system that changed a moment before.
 */
export const register: Projection = {
  room: 'register',
  tables: [
    {
      name: 'register_systems',
      columns: {
        id: 'TEXT',
        version: 'TEXT',
        basis: 'TEXT',
        label: 'TEXT',
        strictest: 'TEXT',
        filtered: 'BIGINT',
        law: 'TEXT',
        evaluated_on: 'TEXT',
        owner: 'TEXT',
        accountable: 'TEXT',
        unconfirmed: 'BIGINT',
        stage: 'TEXT',
        accepted: 'BIGINT',
        judgements: 'TEXT',
        entry: 'BIGINT',
        changed_at: 'BIGINT',
      },
      key: ['id'],
    },
    {
      name: 'register_answers',
      columns: { system: 'TEXT', fact: 'TEXT', value: 'TEXT', by: 'TEXT', at: 'BIGINT', entry: 'BIGINT' },
      key: ['system', 'fact'],
    },
    {
      name: 'register_history',
      columns: {
        system: 'TEXT',
        entry: 'BIGINT',
        kind: 'TEXT',
        label: 'TEXT',
        strictest: 'TEXT',
        by: 'TEXT',
        at: 'BIGINT',
      },
      key: ['system', 'entry'],
    },
  ],
  kinds,
  needs: ({ data }) => [{ table: 'register_systems', key: [String(data.system)] }],
  apply: applied,
}

function applied(entry: Entry, rows: Rows): readonly Change[] {
  const { kind, data, index, at } = entry
  const system = String(data.system)
  const before = rows('register_systems', system)
  const row = after(entry, before)
  const history = {
    system,
    entry: index,
    kind,
    label: String(data.label ?? row.label),
    strictest: String(data.strictest ?? row.strictest),
    by: data.by === undefined ? null : String(data.by),
    at,
  }
  const answered = {
    system,
    fact: String(data.fact),
    value: JSON.stringify(data.value),
    by: history.by,
    at,
    entry: index,
  }
  return [
    { put: 'register_systems', row: { ...row, changed_at: at } },
    { put: 'register_history', row: history },
    ...(kind === 'system.answered' ? [{ put: 'register_answers', row: answered }] : []),
  ]
}

function after(entry: Entry, before: Row | undefined): Row {
  if (entry.kind === 'system.registered') return registered(entry, before)
  if (before === undefined || before.stage === 'withdrawn') throw refused('system-unknown')
  switch (entry.kind) {
    case 'system.answered':
      // Two answers at once were each checked without the other, and might together be impossible.
      if (entry.data.from !== undefined && entry.data.from !== before.basis) throw refused('system-changed')
      return judgedAnew(before, entry)
    case 'system.reclassified':
      return reclassified(before, entry)
    case 'system.withdrawn':
      return { ...before, stage: 'withdrawn', accepted: null, judgements: '[]' }
    case 'system.accepted':
      requireSame(before, entry)
      if (entry.data.by !== before.accountable) throw refused('not-accountable')
      return { ...before, accepted: entry.index }
    case 'system.assessed':
      requireSame(before, entry)
      return assessed(before, entry)
    case 'system.declined':
      requireSame(before, entry)
      return { ...before, stage: 'test' }
    default:
      requireSame(before, entry)
      return released(before)
  }
}

function registered(entry: Entry, before: Row | undefined): Row {
  const { data, index } = entry
  const people = { owner: String(data.owner), accountable: String(data.accountable) }
  const place = { id: String(data.system), version: String(data.version), ...people, entry: index }
  const fresh = {
    ...place,
    ...classIn(entry),
    basis: String(data.basis),
    stage: 'test',
    accepted: null,
    judgements: '[]',
  }
  if (before === undefined) return { ...fresh, unconfirmed: 0 }
  // A new owner was never asked, and may be the very person who was independent of the former one.
  const isSame =
    before.basis === data.basis && before.owner === people.owner && before.accountable === people.accountable
  if (isSame && before.stage !== 'withdrawn') return { ...reclassified(before, entry), ...place }
  return { ...fresh, unconfirmed: isLowered(before, entry) ? 1 : 0 }
}

/** Whoever accepted or assessed the system saw another one, so that no longer counts; nor does its release. */
function judgedAnew(before: Row, entry: Entry): Row {
  const { basis } = entry.data
  if (basis === before.basis) return { ...before, ...classIn(entry) }
  return {
    ...before,
    ...classIn(entry),
    basis: String(basis),
    unconfirmed: isLowered(before, entry) ? 1 : 0,
    stage: 'test',
    accepted: null,
    judgements: '[]',
  }
}

/** The same system under another version of the law, or on a later day. It stays released unless it became stricter. */
function reclassified(before: Row, entry: Entry): Row {
  const row = { ...before, ...classIn(entry), unconfirmed: isLowered(before, entry) ? 1 : 0 }
  const isStricter = needsSecond(row) && (row.label !== before.label || row.strictest !== before.strictest)
  return isStricter ? { ...row, stage: 'test' } : row
}

function classIn({ data }: Entry) {
  return {
    label: String(data.label),
    strictest: String(data.strictest),
    filtered: data.filtered === true ? 1 : 0,
    law: String(data.law),
    evaluated_on: String(data.on),
  }
}

/**
 * One answer by one person could take a system out of high risk. Until an independent person agrees, it counts as
 * before.
 */
function isLowered(before: Row, { data }: Entry): boolean {
  return isWatched(before) && !isHigh(String(data.label))
}

export function isWatched({ unconfirmed, label, filtered }: Row): boolean {
  return unconfirmed === 1 || isHigh(String(label)) || filtered === 1
}

function isHigh(label: string): boolean {
  return label === 'high' || label === 'prohibited'
}

function assessed(before: Row, { data, index }: Entry): Row {
  const by = String(data.by)
  const role = data.role === 'owner' ? 'owner' : 'second'
  if (role === 'owner' && by !== before.owner) throw refused('not-owner')
  if (role === 'second' && (by === before.owner || by === before.accountable)) throw refused('assessor-is-owner')
  const judgement: Judgement = {
    by,
    role,
    label: String(data.label),
    strictest: String(data.strictest),
    isFiltered: data.filtered === true,
    entry: index,
  }
  const judgements = [...judgementsIn(before).filter((one) => one.by !== by), judgement]
  if (judgements.length > maxAssessors) throw refused('too-many-assessors')
  const row = { ...before, judgements: JSON.stringify(judgements) }
  return isConfirmed(row) ? { ...row, unconfirmed: 0 } : row
}

function released(before: Row): Row {
  if (before.label === 'prohibited') throw refused('class-prohibited')
  if (before.strictest === 'prohibited') throw refused('class-open')
  if (before.accepted === null) throw refused('not-accepted')
  if (needsSecond(before) && !isConfirmed(before)) throw refused('no-second-assessor')
  return { ...before, stage: 'released' }
}

function needsSecond({ strictest, filtered, unconfirmed }: Row): boolean {
  return isHigh(String(strictest)) || filtered === 1 || unconfirmed === 1
}

/** Whether an independent assessor came to the class that the facts give. */
function isConfirmed(row: Row): boolean {
  return judgementsIn(row).some(
    (one) =>
      one.role === 'second' &&
      one.label === row.label &&
      one.strictest === row.strictest &&
      one.isFiltered === (row.filtered === 1),
  )
}

/** No check needed: only the code above writes this column. */
export function judgementsIn(row: Row): readonly Judgement[] {
  return JSON.parse(text(row, 'judgements')) as readonly Judgement[]
}

function requireSame(before: Row, { data }: Entry): void {
  if (before.basis !== data.basis) throw refused('system-changed')
}

function refused(code: RegisterErrorCode): Conflict {
  return new Conflict(code, code)
}
