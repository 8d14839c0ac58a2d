// SPDX-License-Identifier: EUPL-1.2
import type { LogTerm } from '../api-systems.ts'

const dayMs = 86_400_000

/** The term that the organisation's file names, in whole days, and whether the law's is longer. */
interface ChosenTerm {
  readonly days: number
  readonly isTooShort: boolean
}

export function termChosen({ floor }: LogTerm, keepLogs: number | undefined): ChosenTerm | undefined {
  if (keepLogs === undefined) return undefined
  const days = Math.floor(keepLogs / dayMs)
  return { days, isTooShort: floor !== undefined && days < floor.days }
}
