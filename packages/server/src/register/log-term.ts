// SPDX-License-Identifier: EUPL-1.2
import { cite, type Evaluation, type Language, type Text } from '@sluis/ai-act'
import type { Settings } from '../organisation/index.ts'
import type { Described } from './facts.ts'

/** How long requests and answers of a system's agents are kept before they are erased. */
export interface LogTerm {
  /** In days: the system's own term or else the organisation's, or the law's where that is longer. */
  readonly days: number
  /** Before this, content is erased only by somebody's right: the system's own term, or the law's. */
  readonly atLeast?: number
  /** The minimum that the class requires. */
  readonly floor?: { readonly days: number; readonly articles: Text; readonly isAheadOfLaw: boolean }
}

const dayMs = 86_400_000
/** Six months (AI Act art. 19(1), 26(6)), counted as 31 days each. */
export const longestTermDays = 6 * 31
const ofLogs: ReadonlySet<string> = new Set(['O-19', 'O-26-6'])

/**
 * The floor applies as soon as the duty may apply, and before its date: what was not kept can't be brought back (P10).
 * Any other system keeps its own term, or else the organisation's.
 */
export function logTermOf(
  { obligations }: Pick<Evaluation, 'obligations'>,
  { register }: Described,
  { keepLogs }: Pick<Settings, 'keepLogs'>,
): LogTerm {
  const floor = floorOf(obligations)
  const days = Math.max(Math.floor((register.keepLogs ?? keepLogs) / dayMs), floor?.days ?? 0)
  const atLeast = register.keepLogs === undefined ? floor?.days : days
  return { days, ...(atLeast === undefined ? {} : { atLeast }), ...(floor === undefined ? {} : { floor }) }
}

function floorOf(obligations: Evaluation['obligations']): LogTerm['floor'] {
  const duties = obligations.filter(({ id }) => ofLogs.has(id))
  if (duties.length === 0) return undefined
  // Months of 31 days, so never too short.
  const days = Math.max(...duties.map(({ keepMonths }) => (keepMonths ?? 0) * 31))
  const cited = (language: Language) => duties.map(({ article }) => cite(article, language)).join(', ')
  const articles = { nl: cited('nl'), en: cited('en') }
  return { days, articles, isAheadOfLaw: duties.every(({ inForce }) => !inForce) }
}

/** Why the term in the file can't be set; undefined when it can. */
export function tooShort({ obligations }: Pick<Evaluation, 'obligations'>, { register }: Described): Text | undefined {
  const floor = floorOf(obligations)
  const own = register.keepLogs
  if (floor === undefined || own === undefined || own >= floor.days * dayMs) return undefined
  const { days, articles } = floor
  return {
    nl: `keepLogs is korter dan zes maanden, en dit systeem is hoog-risico of de feiten sluiten dat niet uit (${articles.nl}). Schrijf ${days}d of langer, of laat het weg.`,
    en: `keepLogs is shorter than six months, and this system is high-risk or the facts do not rule that out (${articles.en}). Write ${days}d or longer, or leave it out.`,
  }
}
