// SPDX-License-Identifier: EUPL-1.2
import type { z } from '@hono/zod-openapi'
import type { callFilter } from './schemas/call.ts'

type Filter = z.output<typeof callFilter>

/**
 * Each list is read through an index in its own order, so that no reader holds up agents' calls, however long the log
 * is. Most calls were allowed and ended well: such a list needs no index of its own and goes by call id, which follows
 * the order in time.
 */
export function listOf({ run, state, after, limit }: Filter): {
  readonly sql: string
  readonly values: readonly string[]
} {
  const values: string[] = []
  const place = (value: string): string => `$${values.push(value)}`
  const ofRun = run === undefined ? [] : [`run = ${place(run)}`]
  const byName = run === undefined && !isRare(state)
  const beyond = (last: string): string =>
    byName ? `id < ${place(last)}` : `entry < (SELECT entry FROM calls WHERE id = ${place(last)})`
  const shared = ["state <> 'repeated'", ...ofRun, ...(after === undefined ? [] : [beyond(after)])]
  const newest = `ORDER BY ${byName ? 'id' : 'entry'} DESC LIMIT ${limit}`
  const lists = conditionsOf(state).map((own, n) => {
    const where = [...shared, ...own].join(' AND ')
    return `SELECT * FROM (SELECT * FROM calls WHERE ${where} ${newest}) AS list${n}`
  })
  return { sql: `${lists.join(' UNION ALL ')} ${newest}`, values }
}

/** Whether an index holds exactly the calls in this state. */
function isRare(state: Filter['state']): boolean {
  return state !== undefined && state !== 'allow' && state !== 'done'
}

/**
 * One list of conditions for each index that holds wanted calls; each repeats the condition of its index word for word.
 */
function conditionsOf(state: Filter['state']): readonly (readonly string[])[] {
  if (state === undefined) return [[]]
  if (state === 'allow') return [["state IN ('allowed', 'ended')"]]
  if (state === 'deny') return [["state = 'denied'", "state <> 'ended'"]]
  // Each repeated request for a held call is a row, and there may be many: two ordered lists are merged instead of
  // sorting one.
  if (state === 'hold') return ['held', 'waiting'].map((one) => [`state = '${one}'`, "state <> 'ended'"])
  // The table of calls that nothing does again until a person settles them (P2); hardly any.
  if (state === 'unsettled') return [['id IN (SELECT call_id FROM unknown_calls)']]
  return [[`outcome = '${state}'`, ...(state === 'done' ? [] : ["outcome <> 'done'"])]]
}
