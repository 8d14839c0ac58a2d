// SPDX-License-Identifier: EUPL-1.2
import type { z } from '@hono/zod-openapi'
import type { callFilter } from './schemas/call.ts'

type Filter = z.output<typeof callFilter>

/**
 * Every list goes by an index in its own order, so that no reader of one holds up the calls of agents, however long the log is.
 * What most calls are (allowed, and well ended) has none of its own: such a list goes by the calls' names, which come in order.
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

/** Of which calls an index holds just those. */
function isRare(state: Filter['state']): boolean {
  return state !== undefined && state !== 'allow' && state !== 'done'
}

/** One condition for each list that the wanted calls stand in, with that of the list's index in its very words. */
function conditionsOf(state: Filter['state']): readonly (readonly string[])[] {
  if (state === undefined) return [[]]
  if (state === 'allow') return [["state IN ('allowed', 'ended')"]]
  if (state === 'deny') return [["state = 'denied'", "state <> 'ended'"]]
  // Each asking again for a held call is a row, and there may be many: two lists in order, not one to be sorted.
  if (state === 'hold') return ['held', 'waiting'].map((one) => [`state = '${one}'`, "state <> 'ended'"])
  return [[`outcome = '${state}'`, ...(state === 'done' ? [] : ["outcome <> 'done'"])]]
}
