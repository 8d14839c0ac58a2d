// SPDX-License-Identifier: EUPL-1.2
import { integer, type Row, text } from '../journal/index.ts'
import { evaluated } from './evaluated.ts'
import type { Ground } from './ground.ts'
import type { Held } from './held.ts'
import { logTermOf, longestTermDays } from './log-term.ts'

/** After how many days what a system's agents asked and got at a moment is erased. */
export type ContentTerm = (system: string, atMs: number) => number

/** A system of which content is kept for fewer days than before: what is older goes soon, and does not come back. */
export interface ShorterTerm {
  readonly system: string
  readonly before: number
  readonly days: number
}

const mild: ReadonlySet<unknown> = new Set(['limited', 'minimal', 'out_of_scope'])

/**
 * By the system's class and files of today, and by what it was when it asked: an answer that makes it milder shortens no
 * term by which law keeps the logs of what may be high-risk (AI Act art. 26(6)). Of a system that nobody registered the
 * longest term counts (P10).
 */
export async function contentTerms(ground: Ground, held: ReadonlyMap<string, Held>): Promise<ContentTerm> {
  const acts = await ground.journal.query('SELECT system, strictest, at FROM register_history ORDER BY system, entry')
  const bySystem = Map.groupBy(acts, (act) => text(act, 'system'))
  // Of one moment: other files may be in force when it is asked.
  const [today, { settings }] = [ground.today(), ground.organisation()]
  return (id, atMs) => {
    const known = held.get(id)
    if (known === undefined) return longestTermDays
    const { system, facts } = known
    const { days } = logTermOf(evaluated(ground, facts, today), system, settings)
    return isMildSince(bySystem.get(id) ?? [], atMs) ? days : Math.max(days, longestTermDays)
  }
}

/** Whether it was not high-risk then, and was not since, also as far as the facts left that open. */
function isMildSince(acts: readonly Row[], atMs: number): boolean {
  const then = acts.findLastIndex((act) => integer(act, 'at') <= atMs)
  return acts.slice(Math.max(then, 0)).every(({ strictest }) => mild.has(strictest))
}
