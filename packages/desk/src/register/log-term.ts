// SPDX-License-Identifier: EUPL-1.2
import type { LogTerm } from '../api-systems.ts'
import type { systemNl } from '../language/nl-system.ts'

const dayMs = 86_400_000

/** Whose term counts, in words: the system's by its file (`keepLogs`), the organisation's, or a longer one of the law. */
export function whoseTerm(
  { days, floor }: LogTerm,
  keepLogs: number | undefined,
  words: typeof systemNl.logTerm,
): string {
  if (keepLogs === undefined) return floor === undefined || days > floor.days ? words.noOwn : words.onlyLaw
  const own = Math.floor(keepLogs / dayMs)
  return floor !== undefined && own < floor.days ? words.ownShorter(own) : words.own
}
