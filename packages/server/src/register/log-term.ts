// SPDX-License-Identifier: EUPL-1.2
import { cite, type Evaluation, type Language, type Text } from '@sluis/ai-act'
import type { Described } from './facts.ts'

/** How long what agents of a system asked and got is kept. Nothing in Sluis erases it by itself. */
export interface LogTerm {
  /** The organisation's own term in days, or the law's where that is longer; absent: until somebody erases it. */
  readonly days?: number
  /** What the class asks at least. */
  readonly floor?: { readonly days: number; readonly articles: Text; readonly isAheadOfLaw: boolean }
}

const dayMs = 86_400_000
/** Six months (AI Act art. 19(1), 26(6)), none of which is longer than 31 days. */
export const longestTermDays = 6 * 31
const ofLogs: ReadonlySet<string> = new Set(['O-19', 'O-26-6'])

/** The floor holds while the duty may apply, and before its day: what was not kept can't be brought back (P10). */
export function logTermOf({ obligations }: Pick<Evaluation, 'obligations'>, { register }: Described): LogTerm {
  const duties = obligations.filter(({ id }) => ofLogs.has(id))
  const own = register.keepLogs === undefined ? undefined : Math.floor(register.keepLogs / dayMs)
  if (duties.length === 0) return own === undefined ? {} : { days: own }
  // No months are longer than so many of 31 days.
  const days = Math.max(...duties.map(({ keepMonths }) => (keepMonths ?? 0) * 31))
  const cited = (language: Language) => duties.map(({ article }) => cite(article, language)).join(', ')
  const articles = { nl: cited('nl'), en: cited('en') }
  const floor = { days, articles, isAheadOfLaw: duties.every(({ inForce }) => !inForce) }
  return { ...(own === undefined ? {} : { days: Math.max(own, days) }), floor }
}

/** Why a term can't be set; undefined when it can. */
export function tooShort(evaluation: Pick<Evaluation, 'obligations'>, system: Described): Text | undefined {
  const { floor } = logTermOf(evaluation, system)
  const own = system.register.keepLogs
  if (floor === undefined || own === undefined || own >= floor.days * dayMs) return undefined
  const { days, articles } = floor
  return {
    nl: `keepLogs is korter dan zes maanden, en dit systeem is hoog-risico of de feiten sluiten dat niet uit (${articles.nl}). Schrijf ${days}d of langer, of laat het weg.`,
    en: `keepLogs is shorter than six months, and this system is high-risk or the facts do not rule that out (${articles.en}). Write ${days}d or longer, or leave it out.`,
  }
}
