// SPDX-License-Identifier: EUPL-1.2
import { integer, type Row, text } from '../journal/index.ts'
import { evaluated } from './evaluated.ts'
import type { Ground } from './ground.ts'
import { logTermOf, longestTermDays } from './log-term.ts'
import type { RegisteredSystem } from './registered.ts'

/** After how many days content is erased that a system's agents sealed at a given moment. */
export type ContentTerm = (system: string, atMs: number) => number

/** A system whose content is kept for fewer days than before: older content goes soon, and can't be brought back. */
export interface ShorterTerm {
  readonly system: string
  readonly before: number
  readonly days: number
}

const mild: ReadonlySet<unknown> = new Set(['limited', 'minimal', 'out_of_scope'])

/**
 * By the system's class and files of today, and by its class when the content was sealed: an answer that makes a system
 * milder shortens no term for which the law keeps the logs of what may have been high-risk (AI Act art. 26(6)). For a
 * system that nobody registered the longest term counts (P10).
 */
export async function contentTerms(
  ground: Ground,
  registered: ReadonlyMap<string, RegisteredSystem>,
): Promise<ContentTerm> {
  const acts = await ground.journal.query('SELECT system, strictest, at FROM register_history ORDER BY system, entry')
  const bySystem = Map.groupBy(acts, (act) => text(act, 'system'))
  // Fixed here: other files may be in force by the time the function is called.
  const [today, { settings }] = [ground.today(), ground.organisation()]
  return (id, atMs) => {
    const known = registered.get(id)
    if (known === undefined) return longestTermDays
    const { system, facts } = known
    const { days } = logTermOf(evaluated(ground, facts, today), system, settings)
    return isMildSince(bySystem.get(id) ?? [], atMs) ? days : Math.max(days, longestTermDays)
  }
}

/** Whether high risk was ruled out at that moment and ever since. */
function isMildSince(acts: readonly Row[], atMs: number): boolean {
  const then = acts.findLastIndex((act) => integer(act, 'at') <= atMs)
  return acts.slice(Math.max(then, 0)).every(({ strictest }) => mild.has(strictest))
}
