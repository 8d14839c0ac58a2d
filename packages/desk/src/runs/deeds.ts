// SPDX-License-Identifier: EUPL-1.2
import type { RunCall } from '../api-runs.ts'
import { isRecord } from '../facts.ts'
import { visibleLine } from '../visible.ts'

/** One thing that an agent did; a row of equal ones that all went well is one. */
export interface Deed {
  readonly first: RunCall
  readonly times: number
  /** What each was about, in one line. */
  readonly about: readonly string[]
}

/** Sixteen files read after one another are one line to read. */
export function deedsOf(calls: readonly RunCall[]): readonly Deed[] {
  const deeds: Deed[] = []
  for (const call of calls) {
    const last = deeds.at(-1)
    const about = call.summary === undefined || call.summary === '' ? [] : [aboutOf(call.summary)]
    if (last !== undefined && isSameDeed(last.first, call)) {
      deeds[deeds.length - 1] = { ...last, times: last.times + 1, about: [...last.about, ...about] }
    } else deeds.push({ first: call, times: 1, about })
  }
  return deeds
}

const wentWell = ({ decision, outcome, case: held }: RunCall): boolean =>
  decision === 'allow' && held === undefined && (outcome === undefined || outcome === 'done')

const isSameDeed = (one: RunCall, other: RunCall): boolean =>
  one.action === other.action && one.resource === other.resource && wentWell(one) && wentWell(other)

/** The API gives arguments as JSON where it has no better words; then their values say enough. */
function aboutOf(summary: string): string {
  try {
    const given: unknown = JSON.parse(summary)
    const values = isRecord(given) ? Object.values(given) : []
    if (values.length > 0 && values.every((value) => typeof value !== 'object')) {
      return visibleLine(values.join(', '))
    }
  } catch {
    // Words, or JSON that was cut short.
  }
  return visibleLine(summary)
}
