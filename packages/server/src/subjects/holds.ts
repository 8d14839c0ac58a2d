// SPDX-License-Identifier: EUPL-1.2
// What keeps a subject's content for now, and what a person must weigh before it goes.
import { integer, type Journal, type Row, text } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import type { Basis } from './basis.ts'
import type { Subject } from './subject.ts'

export const stays = [
  'case-open',
  'call-under-way',
  'call-unsettled',
  'task-under-way',
  'incident-open',
  'logs-kept',
  'in-service',
] as const
export type Stay = (typeof stays)[number]

export const cautions = ['logs-kept', 'others-too', 'agent-goes-on'] as const
export type Caution = (typeof cautions)[number]

export interface Holds {
  readonly stays: readonly Stay[]
  readonly cautions: readonly Caution[]
}

export interface HoldParts {
  readonly journal: Pick<Journal, 'query'>
  readonly organisation: () => Organisation
  /**
   * The shortest term for which requests and answers of a system's agents are kept, in days; undefined where none is
   * set.
   */
  readonly termOf: (system: string) => Promise<number | undefined>
  readonly now: () => number
}

const dayMs = 86_400_000

export async function holdsOf(parts: HoldParts, { kind, value }: Subject): Promise<Holds> {
  if (kind === 'run') return await ofRun(parts, value)
  const { journal, organisation } = parts
  if (kind === 'person' && organisation().people.has(value)) return { stays: ['in-service'], cautions: [] }
  if (kind === 'incident' && (await any(journal, "incidents WHERE id = $1 AND state = 'open'", value))) {
    return { stays: ['incident-open'], cautions: [] }
  }
  return { stays: [], cautions: [] }
}

/**
 * A legal duty to keep logs overrides the organisation's own decision, but not a person's right (AI Act art. 26(6)).
 */
export function staysFor(basis: Basis, { stays, cautions }: Holds): readonly Stay[] {
  return basis === 'own-decision' && cautions.includes('logs-kept') ? [...stays, 'logs-kept'] : stays
}

async function ofRun(parts: HoldParts, id: string): Promise<Holds> {
  const { journal } = parts
  const [run] = await journal.query('SELECT id, system, labels, started_at FROM runs WHERE id = $1', id)
  const [task] = await journal.query('SELECT state FROM task_runs WHERE run = $1', id)
  const isTaskOver = task?.state === 'done' || task?.state === 'failed'
  const keeps: readonly (readonly [Stay, boolean])[] = [
    // An approved call may still be carried out, and would then seal content again.
    [
      'case-open',
      await any(journal, "cases WHERE run = $1 AND state IN ('open', 'approved') AND expires_at > $2", id, parts.now()),
    ],
    // `state <> 'ended'` adds nothing but is the condition of the partial index, which has the few calls that are not
    // over.
    ['call-under-way', await any(journal, "calls WHERE run = $1 AND state = 'allowed' AND state <> 'ended'", id)],
    ['call-unsettled', await any(journal, 'unknown_calls WHERE run = $1', id)],
    ['task-under-way', task !== undefined && !isTaskOver],
    ['incident-open', run !== undefined && (await isInIncident(parts, run))],
  ]
  const asks: readonly (readonly [Caution, boolean])[] = [
    ['logs-kept', run !== undefined && (await isYoung(parts, run))],
    ['others-too', run !== undefined && namedIn(run) > 1],
    ['agent-goes-on', task === undefined],
  ]
  return { stays: those(keeps), cautions: those(asks) }
}

/** One day of the log, in moments and in indexes of entries; `until` is no part of it. */
export interface Day {
  readonly fromMs: number
  readonly untilMs: number
  readonly from: number
  readonly until: number
}

/** Whether what a run sealed on one day is still needed although its term has passed. */
export async function isNeeded(parts: Pick<HoldParts, 'journal' | 'now'>, run: Row, day: Day): Promise<boolean> {
  const { journal, now } = parts
  const [id, from, until] = [text(run, 'id'), day.from, day.until]
  const ofDay = 'entry >= $2 AND entry < $3'
  return (
    (await isWaitedFor(journal, id, day, now())) ||
    (await any(
      journal,
      `calls WHERE run = $1 AND ${ofDay} AND state = 'allowed' AND state <> 'ended'`,
      ...[id, from, until],
    )) ||
    (await any(
      journal,
      `unknown_calls JOIN calls ON calls.id = unknown_calls.call_id WHERE unknown_calls.run = $1 AND ${ofDay}`,
      ...[id, from, until],
    )) ||
    (await any(journal, "task_runs WHERE run = $1 AND state NOT IN ('done', 'failed')", id)) ||
    (await isInIncident(parts, run, day))
  )
}

/**
 * Whether a case that opened on that day may still be decided or carried out, also after a person edited it on a later
 * day: an agent waiting for its call still asks after the case in which that was first held.
 */
async function isWaitedFor(journal: HoldParts['journal'], run: string, { from, until }: Day, now: number) {
  const found = await journal.query(
    `WITH RECURSIVE line(id, state, expires_at, successor) AS (
       SELECT id, state, expires_at, successor FROM cases
       WHERE run = $1 AND entry >= $2 AND entry < $3 AND state IN ('open', 'approved', 'edited')
       UNION SELECT cases.id, cases.state, cases.expires_at, cases.successor FROM line JOIN cases ON cases.id = line.successor)
     SELECT 1 AS found FROM line WHERE state IN ('open', 'approved') AND expires_at > $4 LIMIT 1`,
    ...[run, from, until, now],
  )
  return found.length > 0
}

function those<T>(found: readonly (readonly [T, boolean])[]): readonly T[] {
  return found.flatMap(([name, isSo]) => (isSo ? [name] : []))
}

/** How many labels with a value the run carries; mostly these are customers. */
function namedIn(run: Row): number {
  const labels: unknown = JSON.parse(text(run, 'labels'))
  return Array.isArray(labels) ? labels.filter((label) => String(label).includes(':')).length : 0
}

async function isYoung({ journal, termOf, now }: HoldParts, run: Row): Promise<boolean> {
  const days = await termOf(text(run, 'system'))
  return days !== undefined && (await lastAt(journal, run)) > now() - days * dayMs
}

/**
 * A file of an incident is about a run when it cites one of its calls, or when the run falls within its stretch of the
 * log.
 */
async function isInIncident({ journal }: Pick<HoldParts, 'journal'>, run: Row, day?: Day): Promise<boolean> {
  const files = await journal.query(
    "SELECT from_at, until_at, calls FROM incidents WHERE system = $1 AND state = 'open'",
    text(run, 'system'),
  )
  if (files.length === 0) return false
  const [first, last] = day ? [day.fromMs, day.untilMs] : [integer(run, 'started_at'), await lastAt(journal, run)]
  const [from, until] = day ? [day.from, day.until] : [0, Number.MAX_SAFE_INTEGER]
  for (const file of files) {
    if (integer(file, 'from_at') <= last && integer(file, 'until_at') >= first) return true
    const cited: unknown = JSON.parse(text(file, 'calls'))
    for (const call of Array.isArray(cited) ? cited : []) {
      // A call across midnight has its request on one day and its answer on the next.
      const ofDay = '(entry >= $3 AND entry < $4 OR outcome_entry >= $3 AND outcome_entry < $4)'
      const where = `calls WHERE id = $1 AND run = $2 AND ${ofDay}`
      if (await any(journal, where, String(call), text(run, 'id'), from, until)) return true
    }
  }
  return false
}

async function lastAt(journal: HoldParts['journal'], run: Row): Promise<number> {
  const [call] = await journal.query('SELECT at FROM calls WHERE run = $1 ORDER BY entry DESC LIMIT 1', text(run, 'id'))
  return integer(call ?? run, call === undefined ? 'started_at' : 'at')
}

async function any(
  journal: HoldParts['journal'],
  where: string,
  ...values: readonly (string | number)[]
): Promise<boolean> {
  return (await journal.query(`SELECT 1 AS found FROM ${where} LIMIT 1`, ...values)).length > 0
}
